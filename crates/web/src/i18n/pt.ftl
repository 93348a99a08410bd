# Palavras da interface, em português do Brasil. Keys and their variables are the same in every language; a test holds them together.

# The page
skip = Ir para o conteúdo
nav-way = Onde você está
nav-language = Idioma
nav-matter = Páginas deste caso
also-as = Esta página como
footer = Derivado dos autos, segundo os pontos de vista mostrados. Vigente não declara vencedor entre ordens jurídicas.
changed-on-disk = Os arquivos mudaram no disco.
not-found = Não encontrado
fault = Não foi possível criar esta página
fault-help = Há um erro no Vigente. As outras páginas continuam a funcionar. Informe-nos do erro e indique o endereço desta página.
wrong-day = “{ $written }” não é uma data: escreva ano-mês-dia, como 2023-12-04.

# Matters
matters = Casos
search = Pesquisar
search-hint = nome, ato, fonte, órgão
find = Pesquisar
narrow = Filtrar a lista
facet-state = Estado ou organização
facet-organ = Órgão ou pessoa
facet-kind = Tipo de colisão
facet-viewpoint = Ponto de vista
matters-found = { $n ->
    [one] { $n } caso
   *[other] { $n } casos
}
matters-unread = { $n ->
    [one] mais { $n } em leitura
   *[other] mais { $n } em leitura
}
found-more = { $n ->
    [one] e mais { $n }
   *[other] e mais { $n }
}
found-act = ato
found-organ = órgão
found-person = pessoa
found-thing = coisa
found-status = situação
found-source = fonte
nav-pages = Páginas da lista
page-before = Anteriores
page-after = Seguintes
range = { $first } a { $last }
no-matter = Nenhum caso, ato, fonte ou órgão tem esse nome.
open-collisions = { $n ->
    [one] { $n } colisão aberta
   *[other] { $n } colisões abertas
}
duties-due = { $n ->
    [one] { $n } obrigação pendente
   *[other] { $n } obrigações pendentes
}
duties-overdue = { $n ->
    [one] { $n } obrigação com prazo vencido
   *[other] { $n } obrigações com prazo vencido
}
next-deadline = próximo prazo: { $day }
last-act = Último ato
acts-on-record = { $n ->
    [one] consta { $n } ato
   *[other] constam { $n } atos
}
errors-in-texts = { $n ->
    [one] { $n } erro nos textos: omite-se o que depende dele
   *[other] { $n } erros nos textos: omite-se o que depende deles
}

# Tabs
tab-matter = Visão geral
tab-collisions = Colisões
tab-duties = Obrigações
tab-who = Quem
tab-sources = Fontes
tab-what-if = E se…?
tab-text = Texto
tab-check = Verificação

# The day
choose-day = Escolher o dia
day = Dia
known-by = Conhecido até
stood = Como estava nesse dia
viewpoints = Pontos de vista
show = Mostrar
slider = Percorrer os dias em que algo muda
slider-about = As setas vão de mudança em mudança; Home e End, à primeira e à última.
change-before = Mudança anterior
change-after = Mudança seguinte
on-the-day = Em { $day }
nothing-changes = Esta resposta vale: { $days }.
to-timeline = para a linha do tempo
timeline = Linha do tempo
timeline-hint = Uma faixa por autoridade, a mais alta primeiro. Cada ponto é um ato e leva à sua página. As barras abaixo mostram o que está em vigor em cada ponto de vista.
timeline-file = A imagem é grande: abri-la à parte

# The columns
head-collide = Onde as autoridades colidem
head-must = Quem deve fazer o quê e até quando
head-in-force = O que está em vigor e o que não está
head-statuses = Como estão as pessoas e as coisas
head-hindsight = Onde a retrospectiva e o próprio dia diferem
head-past = Respostas de dias anteriores que são diferentes em retrospectiva: { $n }
head-resting = Apoiados em atos que caíram
col-duty = Obrigação
col-act = Ato
col-status = Situação
col-what = O quê
col-whose = Ponto de vista
col-answer = Resposta
col-that-day = Nesse dia
col-hindsight = Em retrospectiva
col-days = Nestes dias
col-then = Então
col-does = O que faz
col-because = Porque
col-before = Antes
col-after = Agora
col-prevails = Quem prevalece
why-this = Por quê?
differs = os pontos de vista divergem
joined = colisão { $n }
stood-then = nesse dia: { $state }
stood-hint = Como estava no próprio dia, antes dos atos posteriores
more-items = { $n ->
    [one] mais { $n } elemento: mostrar tudo
   *[other] mais { $n } elementos: mostrar tudo
}

# An act
day-made = Proferido
day-notified = Notificado
day-published = Publicado
day-effective = Com efeitos desde
day-known = Conhecido desde
refs = Fatos
why-in-force = Está em vigor, e por quê?
unverified = Não verificado
other-reading = Outra leitura de “{ $what }”: { $day }.
parts = Partes
head-life = Sua história, segundo cada ponto de vista
stood-alike = Como estava em cada dia: o mesmo.
head-touched = Atos que o atingem
head-positions = Posições (nada decidem)
head-cites = Suas fontes
head-written = Seu texto nos autos
contradicts = diz o contrário:
no-act = Não há ato, parte, situação ou obrigação com o nome “{ $name }”.

# Why
why = Por quê?
why-for = Por quê – { $who }
sign-yes = Sim:
sign-no = Não:
sign-open = Em aberto:
decides = isto decide
question = Pergunta
ask = Perguntar
ask-another = Perguntar outra coisa
ask-something = falta a pergunta: ?q=…
ask-hint = Um nome com um estado (NAME in force, NAME binds), uma situação como party(PE, ACHR), ou que alguém deve fazer algo (PE must release(X)).

# Collisions
other-days = Em outros dias
perhaps-now = talvez neste dia
against = contra
no-such-collision = Os autos não contêm essa colisão, conforme perguntado: “{ $name }”.
binds-whom = A quem diz respeito:
dilemma-within = Faça o que fizer, algo é descumprido segundo { $who }.
repeated-by = reiterada por
head-prevails = Quem prevalece segundo quem
nobody-prevails = nenhum
head-options = O que poderia fazer em { $day }: { $who }
other-options = { $n ->
    [one] mais { $n } atuação que uma obrigação exige ou proíbe
   *[other] mais { $n } atuações que alguma obrigação exige ou proíbe
}
head-rests-on = Os atos em que se apoia

# Duties
any = qualquer
bearer = A cargo de
authority = Imposta por
state = Estado
claims = Alegações e declarações
claims-claimed = apenas alegada
claims-contradicted = contradita por uma declaração
claims-opposed = contestada
claims-confirmed = confirmada por uma declaração
claims-stale = alegada há muito
claims-unassessed = não avaliada
claims-conflict = declarações contraditórias
due-before = Vence antes de
since = Mudanças desde
clear = Limpar
shown-of = { $shown } de { $all } obrigações
changed-since = Respostas que mudaram desde { $day }
nothing-changed = Nenhuma resposta mudou.
changes-n = { $n ->
    [one] mudou { $n } resposta
   *[other] mudaram { $n } respostas
}

all-duties-title = Obrigações de todos os casos
all-duties = Todas as obrigações
calendar = Calendário destes prazos
all-duties-since = A resposta dada nesse dia, com os atos proferidos até então, ao lado da de hoje.
col-matter = Caso
col-deadline = Prazo

# Sources
col-source = Fonte
col-text = Texto
col-cited = Citações
col-verified = Citações textuais
col-paragraphs = Parágrafos citados
at-hand = disponível
not-at-hand = não disponível
verified-n = { $n ->
    [one] { $n } encontrada
   *[other] { $n } encontradas
}
failed-n = { $n ->
    [one] { $n } não encontrada
   *[other] { $n } não encontradas
}
no-source = Não há fonte com o nome “{ $name }”.
reader-hint = Os autos citam as passagens marcadas. Ao lado de cada uma está o que nela se apoia. Selecione palavras para citá-las.
uncited-n = { $n ->
    [one] { $n } parágrafo não é citado.
   *[other] { $n } parágrafos não são citados.
}
uncited = não citado
remark = Nota
contradicted-by = contradito por
quote-missing = citação não encontrada:
quote-this = Citar isto
text-not-at-hand = O texto desta fonte não está disponível. Coloque-o na pasta dos autos e indique-o ali: file "sources/nome.txt".
cited-elsewhere = Citada sem indicar uma passagem
cited-by = Citada por

# Check
error = erro
warning = aviso
note = nota
errors-n = { $n ->
    [0] sem erros
    [one] { $n } erro
   *[other] { $n } erros
}
warnings-n = { $n ->
    [0] sem avisos
    [one] { $n } aviso
   *[other] { $n } avisos
}
notes-n = { $n ->
    [one] Mostrar também { $n } nota
   *[other] Mostrar também { $n } notas
}
expected-n = { $n ->
    [one] confirmou-se { $n } expectativa
   *[other] confirmaram-se { $n } expectativas
}
unexpected-n = { $n ->
    [one] { $n } não
   *[other] { $n } não
}
expectations = Expectativas
came-true = confirmou-se
came-false = não se confirmou

# Text and forms
file = Arquivo
save = Salvar
lay-out = Formatar
saved = Salvo em { $file }.
text-hint = Cada entrada começa no início de uma linha; os detalhes ficam recuados abaixo dela. Os problemas aparecem abaixo enquanto você escreve. Nada é salvo até você salvar.
diagnostics = Problemas
no-diagnostics = Nenhum problema neste arquivo.
at-line = linha { $line }
read-only = Este aplicativo foi aberto somente para leitura: nada pode ser salvo.
conflict = O arquivo mudou no disco nesse meio-tempo. Nada de nenhum dos textos se perde: reúna o que deve ficar e salve.
mine = O seu texto
theirs = O texto que está agora no disco
add-to-record = Acrescentar aos autos
add-act = Um ato
add-duty = Uma obrigação
add-finding = Uma declaração
add-source = Uma fonte
f-day = Data
f-name = Nome nos autos (minúsculas, algarismos, hifens)
f-author = Proferido por
f-title = Título do documento
f-notified = Notificado em
f-published = Publicado em
f-effects = O que faz, um efeito por linha
f-note = Nota
f-mode = Tipo de obrigação
f-bearer = Quem deve cumpri-la
f-deed = O que deve ser feito, como report(IA.Court)
f-by = Prazo
f-label = Nome desta parte do ato
f-duty = Que obrigação
f-outcome = Resultado
f-as-of = Na data de
f-source = Fonte
f-pin = Lugar na fonte, como para.3
f-quote = Citação, no idioma da fonte
f-language = Idioma (duas letras)
f-text-file = Arquivo com o seu texto, dentro da pasta dos autos
f-url = Endereço
write = Salvar
preview = Pré-visualização
as-written = Como será salvo
no-place = Não se pode gravar em “{ $file }”: deve ser um arquivo .vig dentro da pasta deste caso.
name-character = Um arquivo novo não pode chamar-se “{ $file }”: o caractere { $character } é invisível ou não é aceito em todos os sistemas.
name-ends = Um arquivo novo não pode chamar-se “{ $file }”: o nome começa ou termina com um ponto ou um espaço.
name-device = Um arquivo novo não pode chamar-se “{ $file }”: o Windows reserva esse nome para um dispositivo.
name-clash = Um arquivo novo não pode chamar-se “{ $file }”: alguns sistemas o confundem com “{ $other }”, que já existe.
disk-refused = { $file } não foi gravado: { $why }.
gone = { $file } foi excluído nesse meio-tempo. O seu texto continua aqui. Você pode criar o arquivo de novo.
create-again = Criar o arquivo de novo
not-text = { $file } não é texto em UTF-8 e por isso fica como está. Converta-o antes para UTF-8 com outro programa.
overwritten = Outro texto deste arquivo está guardado em { $path }. Outro programa o gravou no momento de salvar, ou um salvamento foi interrompido. Copie o que precisar e apague-o ali.
resend-title = Ainda não enviado
resend-why = O aplicativo foi reiniciado enquanto a sua página estava aberta, por isso nada foi gravado. O que você escreveu continua aqui. Envie de novo para continuar.
resend = Enviar de novo

# Who
who-title = Quem, e quando
who-over = Sobre
who-all = todos os dias
who-day = o dia escolhido
who-examples = Perguntas que estes autos respondem
who-bars = Ao longo dos anos
who-hint = Uma situação ou uma ação com variáveis, como party(?state, ACHR); ou: somebody must report(?to).

# What if
what-if-hint = Escreva um ato como nos autos. Nada é salvo até que você o mantenha. Um ponto e vírgula começa outra linha.
act-text = O ato
try = Experimentar
keep = Manter: salvá-lo nos autos
drop = Descartar
would-change = O que mudaria
not-understood = Não se entende o ato:

# The copy
copied = Uma cópia feita em { $day }. Mostra as respostas de cada dia, e nada pode ser alterado nela.
