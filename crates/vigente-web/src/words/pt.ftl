# Palavras da interface, em português. Keys and their variables are the same in every language; a test holds them together.

# The page
skip = Ir para o conteúdo
nav-way = Onde está
nav-language = Idioma
nav-matter = Páginas deste processo
also-as = Esta página como
footer = Derivado do registo, segundo os pontos de vista mostrados. Vigente não declara vencedor entre ordens jurídicas.
changed-on-disk = Os textos mudaram no disco.
not-found = Não encontrado
wrong-day = «{ $written }» não é uma data: escreva ano-mês-dia, como 2023-12-04.

# Matters
matters = Processos
search = Procurar
search-hint = nome, ato, fonte, órgão
find = Procurar
narrow = Filtrar a lista
facet-state = Estado ou organização
facet-organ = Órgão ou pessoa
facet-kind = Tipo de colisão
facet-viewpoint = Ponto de vista
matters-found = { $n ->
    [one] 1 processo
   *[other] { $n } processos
}
matters-unread = { $n ->
    [one] mais 1 a ser lido
   *[other] mais { $n } a ser lidos
}
found-more = { $n ->
    [one] e mais 1
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
no-matter = Nenhum processo tem esse nome, nem um ato, uma fonte ou um órgão com esse nome.
open-collisions = { $n ->
    [one] 1 colisão aberta
   *[other] { $n } colisões abertas
}
duties-due = { $n ->
    [one] 1 obrigação pendente
   *[other] { $n } obrigações pendentes
}
duties-overdue = { $n ->
    [one] 1 obrigação vencida
   *[other] { $n } obrigações vencidas
}
next-deadline = próximo prazo: { $day }
last-act = Último ato
acts-on-record = { $n ->
    [one] 1 ato registado
   *[other] { $n } atos registados
}
errors-in-texts = { $n ->
    [one] 1 erro nos textos: omite-se o que depende dele
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
timeline-hint = Uma faixa por autoridade, a mais alta primeiro; cada ponto é um ato e leva à sua página; as barras mostram quem tem o quê por vigente.
timeline-file = A imagem é grande: abri-la à parte

# The columns
head-collide = Onde as autoridades colidem
head-must = Quem deve fazer o quê e até quando
head-in-force = O que está em vigor e o que não está
head-statuses = Como estão as pessoas e as coisas
head-hindsight = Onde o olhar posterior e o próprio dia diferem
head-past = { $n ->
    [one] Em dias anteriores, 1 resposta era outra
   *[other] Em dias anteriores, { $n } respostas eram outras
}
head-resting = Apoiados em atos que caíram
col-duty = Obrigação
col-act = Ato
col-status = Situação
col-what = O quê
col-whose = Ponto de vista
col-answer = Resposta
col-that-day = Nesse dia
col-hindsight = Com olhar posterior
col-days = Nestes dias
col-then = Então
col-does = O que faz
col-because = Porque
col-before = Antes
col-after = Agora
col-prevails = Quem prevalece
why-this = Porquê?
differs = os pontos de vista diferem
joined = colisão { $n }
stood-then = nesse dia: { $state }
stood-hint = Como estava no próprio dia, antes de atos posteriores
more-items = { $n ->
    [one] mais 1 elemento: mostrar tudo
   *[other] mais { $n } elementos: mostrar tudo
}

# An act
day-made = Proferido
day-notified = Notificado
day-published = Publicado
day-effective = Com efeito desde
day-known = Conhecido desde
refs = Factos
why-in-force = Está em vigor e porquê?
unverified = Não verificado
other-reading = Outra leitura de { $what }: { $day }.
parts = Partes
head-life = A sua vida, segundo cada ponto de vista
stood-alike = Como estava em cada dia, o mesmo.
head-touched = Atos que o afetam
head-cites = Onde consta
head-written = Como está escrito
contradicts = diz o contrário:
no-act = Não há ato, parte, situação ou obrigação com o nome «{ $name }».

# Why
why = Porquê?
why-for = Porquê – { $who }
sign-yes = É assim:
sign-no = Não é assim:
sign-open = Em aberto:
decides = isto decide
question = Pergunta
ask = Perguntar
ask-another = Perguntar outra coisa
ask-something = pergunte algo: ?q=…
ask-hint = Um nome com um estado (NAME in force, NAME binds), uma situação como party(PE, ACHR), ou que alguém deve fazer algo (PE must release(X)).

# Collisions
other-days = Noutros dias
perhaps-now = talvez neste dia
against = contra
no-such-collision = Não há tal colisão no registo conforme perguntado: «{ $name }».
binds-whom = No meio:
dilemma-within = Faça-se o que se fizer, algo se incumpre para { $who }.
repeated-by = reiterado por
head-prevails = Quem prevalece para quem
nobody-prevails = nenhum
head-options = O que { $who } poderia fazer em { $day }
other-options = { $n ->
    [one] mais { $n } conduta que uma obrigação lhe exige ou proíbe
   *[other] mais { $n } condutas que as suas obrigações lhe exigem ou proíbem
}
head-rests-on = Os atos em que se apoia

# Duties
any = qualquer
bearer = A cargo de
authority = Imposta por
state = Estado
claims = Alegações e constatações
claims-claimed = apenas afirmado
claims-contradicted = afirmação contradita
claims-opposed = afirmação contestada
claims-confirmed = afirmação confirmada
claims-stale = afirmação antiga
claims-unassessed = cumprido, sem avaliação
claims-conflict = declarações divergentes
due-before = Vence antes de
since = Mudanças desde
clear = Limpar
shown-of = { $shown } de { $all } obrigações
changed-since = Que resposta é outra que em { $day }
nothing-changed = Nada.
changes-n = { $n ->
    [one] mudou 1 resposta
   *[other] mudaram { $n } respostas
}

board = Obrigações de todos os processos
all-duties = Todas as obrigações
calendar = Calendário destes prazos
board-since = O que se dizia nesse dia, com os atos de então, ao lado do que se diz hoje.
col-matter = Processo
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
    [one] 1 encontrada
   *[other] { $n } encontradas
}
failed-n = { $n ->
    [one] 1 não encontrada
   *[other] { $n } não encontradas
}
no-source = Não há fonte com o nome «{ $name }».
reader-hint = As passagens marcadas são citadas no registo; ao lado está o que nelas se apoia. Selecione palavras para as citar.
uncited-n = { $n ->
    [one] 1 parágrafo não é citado.
   *[other] { $n } parágrafos não são citados.
}
uncited = não citado
remark = Nota
contradicted-by = contradito por
quote-missing = citação não encontrada:
quote-this = Citar isto
text-not-at-hand = O texto desta fonte não está disponível. Ponha-o junto do registo e nomeie-o ali: file "sources/nome.txt".
cited-elsewhere = Citada sem uma passagem do texto
cited-by = Citada por

# Check
error = erro
warning = aviso
note = nota
errors-n = { $n ->
    [0] sem erros
    [one] 1 erro
   *[other] { $n } erros
}
warnings-n = { $n ->
    [0] sem avisos
    [one] 1 aviso
   *[other] { $n } avisos
}
notes-n = { $n ->
    [one] Mostrar também 1 nota
   *[other] Mostrar também { $n } notas
}
expected-n = { $n ->
    [one] cumpriu-se 1 expectativa
   *[other] cumpriram-se { $n } expectativas
}
unexpected-n = { $n ->
    [one] 1 não
   *[other] { $n } não
}
expectations = Expectativas
came-true = cumpriu-se
came-false = não se cumpriu

# Text and forms
file = Ficheiro
save = Guardar
lay-out = Formatar
saved = Escrito em { $file }.
text-hint = Cada entrada é uma linha de cabeça com os detalhes indentados abaixo. O que está mal aparece em baixo enquanto escreve; nada é escrito até guardar.
diagnostics = O que está mal
no-diagnostics = Nada de errado neste ficheiro.
at-line = linha { $line }
read-only = Esta aplicação foi aberta só para ler: nada pode ser escrito.
conflict = O ficheiro mudou no disco entretanto. Nada de nenhum dos textos se perde: reúna o que deve ficar e guarde.
mine = O seu texto
theirs = O texto que está agora no disco
add-to-record = Acrescentar ao registo
add-act = Um ato
add-duty = Uma obrigação
add-finding = Uma constatação
add-source = Uma fonte
f-day = Data
f-name = Nome no registo (minúsculas, algarismos, hífenes)
f-author = Proferido por
f-title = Título do documento
f-notified = Notificado em
f-published = Publicado em
f-effects = O que faz, um efeito por linha
f-note = Nota
f-mode = Tipo de obrigação
f-bearer = Quem deve fazê-lo
f-deed = O que deve ser feito, como report(IA.Court)
f-by = Prazo
f-label = Nome desta parte do ato
f-duty = Que obrigação
f-outcome = Resultado
f-as-of = À data de
f-source = Fonte
f-pin = Lugar na fonte, como para.3
f-quote = Citação, na língua da fonte
f-language = Língua (duas letras)
f-text-file = Ficheiro com o seu texto, dentro do registo
f-url = Endereço
write = Escrevê-lo
preview = Pré-visualização
as-written = Como será escrito
no-place = Não se pode escrever em «{ $file }»: deve ser um ficheiro .vig dentro da pasta deste processo.
disk-refused = { $file } não foi escrito: { $why }.

# Who
who-title = Quem, e quando
who-over = Sobre
who-all = todos os dias
who-day = o dia escolhido
who-examples = Perguntas que estes autos respondem
who-bars = Ao longo dos anos
who-hint = Uma situação jurídica ou uma ação com variáveis, como party(?state, ACHR); ou: somebody must report(?to).

# What if
what-if-hint = Escreva um ato como num registo; nada é escrito até o guardar. Um ponto e vírgula começa outra linha.
act-text = O ato
try = Experimentar
keep = Manter: escrevê-lo no registo
drop = Descartar
would-change = O que mudaria
not-understood = Não se entende o ato:

# The copy
copied = Uma cópia feita em { $day }: mostra os dias em que alguma resposta muda e não escreve nada.
