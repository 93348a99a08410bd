# Palavras das telas, em português do Brasil, com os termos do direito. As chaves e as suas variáveis são as mesmas em
# cada língua; os testes as mantêm juntas. Em português, zero e um são `one`: ali se escreve { $n }, nunca 1.

# Dias
first-of-month = 1º
day-short = { $day } { $month } { $year }
day-long = { $day } de { $month } de { $year }
month-of = { $month } de { $year }
day-unknown = uma data que não consta
some-day-between = uma data entre { $from } e { $to }
some-day-from = uma data não anterior a { $from }
some-day-until = uma data não posterior a { $to }
on-date = em { $day }
on-period = em { $day }
on-some-day = em { $day }
since-date = desde { $day }
since-period = desde { $day }
only-day = somente { $from }
from-to = de { $from } a { $to }
from-on = desde { $from }
up-to = até { $to }
always = sempre
perhaps = talvez { $what }
month-short-1 = jan.
month-short-2 = fev.
month-short-3 = mar.
month-short-4 = abr.
month-short-5 = maio
month-short-6 = jun.
month-short-7 = jul.
month-short-8 = ago.
month-short-9 = set.
month-short-10 = out.
month-short-11 = nov.
month-short-12 = dez.
month-long-1 = janeiro
month-long-2 = fevereiro
month-long-3 = março
month-long-4 = abril
month-long-5 = maio
month-long-6 = junho
month-long-7 = julho
month-long-8 = agosto
month-long-9 = setembro
month-long-10 = outubro
month-long-11 = novembro
month-long-12 = dezembro

# Sinais
colon = { ": " }
semicolon = { "; " }
behind-bearer = { ": " }
quoted = “{ $text }”

# A pergunta
the-day = O dia
the-acts = Atos contados
the-known = Conhecidos
acts-any = todos os que constam, também os posteriores (em retrospectiva)
acts-that-day = os proferidos até esse dia (como estava então, sem retrospectiva)
acts-by = os proferidos até { $day }
known-any = qualquer que seja o dia em que se tornaram conhecidos
known-by = somente o conhecido até { $day } (publicado ou notificado)
on-day = Em { $day }
with-hindsight = em retrospectiva (contam também os atos posteriores)
as-it-stood = como estava nesse dia (os atos posteriores não contam)
made-by = contando os atos proferidos até { $day }
as-known-by = segundo o conhecido até { $day }
no-title = Autos sem título
last-act = { $n ->
    [one] Consta { $n } ato; o último até esse dia é { $act } ({ $said }).
   *[other] Constam { $n } atos; o último até esse dia é { $act } ({ $said }).
}
no-act-yet = Até esse dia nenhum ato havia sido proferido.
no-viewpoints = Nestes autos não atua nenhuma ordem jurídica: não há ponto de vista, e não se pode dizer o que está em vigor. Escreva, por exemplo: viewpoint PE.TC "Segundo o Tribunal", e abaixo: prefers PE.TC > PE
viewpoints-intro = { $n ->
    [one] Como o vê uma só autoridade:
   *[other] O direito como o vê cada uma de { $n } autoridades; nenhuma delas é “a” resposta:
}
everybody = todos
all-alike = Todos os pontos de vista acima coincidem quanto a:

# Seções
head-in-force = O QUE ESTÁ EM VIGOR E O QUE NÃO ESTÁ
head-statuses = COMO ESTÃO AS PESSOAS E AS COISAS
nothing-in-force = Nada consta até esse dia.
star-note = * No próprio dia, antes dos atos posteriores, era diferente: veja abaixo.
head-must = QUEM DEVE FAZER O QUÊ E ATÉ QUANDO
nothing-to-do = Ninguém está obrigado a nada nesse dia.
no-such-duty = Não há tal obrigação.
yields-note = “Cede”: nessa coluna prevalece uma obrigação contrária. “Obriga”: deve ser cumprida. “Prazo vencido”: nenhum ato destes autos a cumpre; os autos podem não conter todos os atos.
head-collide = ONDE AS AUTORIDADES COLIDEM
no-collision = Em nenhum ponto, segundo os autos.
head-differ = ONDE A RETROSPECTIVA E O PRÓPRIO DIA DIFEREM
no-difference = Quanto ao próprio dia, { $day }: nenhuma diferença.
past-differed = Em dias anteriores, atos posteriores mudaram a resposta:
col-days = nestes dias
col-then = então
col-now = agora
col-that-day = nesse dia
col-hindsight = em retrospectiva
col-seen-by = segundo
head-fallen = APOIADOS EM ATOS QUE CAÍRAM
relies = ({ $said }) apoia-se em { $on }, que não subsiste segundo { $who }
not-shown = Não se mostra:
more-parts = { $n ->
    [one] mais { $n } ato
   *[other] mais { $n } atos
}
more-statuses = { $n ->
    [one] mais { $n } situação
   *[other] mais { $n } situações
}
more-duties = { $n ->
    [one] mais { $n } obrigação
   *[other] mais { $n } obrigações
}
more-collisions = { $n ->
    [one] mais { $n } colisão
   *[other] mais { $n } colisões
}
more-changes = { $n ->
    [one] mais { $n } diferença
   *[other] mais { $n } diferenças
}
more-positions = { $n ->
    [one] mais { $n } posição
   *[other] mais { $n } posições
}
more-reliances = { $n ->
    [one] mais { $n } ato apoiado em outro que caiu
   *[other] mais { $n } atos apoiados em outros que caíram
}
ask-why = As razões de qualquer um destes pontos:
ask-stood = O mesmo dia sem os atos posteriores:

# Estados: os dos atos concordam com «ato», os das obrigações com «obrigação»
state-in-force = em vigor
state-stands = subsiste
state-suspended = suspenso
state-annulled = anulado
state-disapplied = com aplicação afastada
state-void = nulo de pleno direito
state-repealed = revogado
state-ended = encerrado
state-not-yet-in-effect = ainda sem efeito
state-not-yet-made = ainda não proferido
state-not-on-record = não consta
state-unrecognised = não reconhecido
state-undetermined = indeterminado
state-holds = sim
state-does-not-hold = não
state-nothing-on-record = nada consta
state-done = feito
state-not-done = não feito
state-binds = obriga
state-yields = cede
state-recommended = recomendada
state-dormant = suspensa
state-absent = não existe
state-pending = pendente
state-performed = cumprida
state-late = cumprida com atraso
state-overdue = prazo vencido
state-partly = cumprida em parte
state-lifted = cessada
state-observed = observada
state-broken = descumprida
state-overridden = realizada enquanto cedia
state-impossible = já impossível
state-defeated = tornada impossível pelo obrigado
state-followed = seguida
state-not-followed = não seguida
state-kept = cumprida
state-unkept = descumprida
state-collides = colisão
state-no-collision = sem colisão
value-true = sim
value-false = não
value-undetermined = indeterminado: os autos não o decidem
value-contested = controvertido: os pontos de vista divergem
value-silent = silencia: este ponto de vista não reconhece o autor
value-not-on-record = não consta
value-nothing-on-record = nada consta

# Razões, atrás de um estado
reason-unattacked = ninguém o atacou
reason-annulled-by = por { $by }
reason-disapplied-by = por { $by }
reason-repealed-by = por { $by }, { $day }
reason-suspended-by = por { $by }
reason-void-under = segundo { $norm }
reason-attack-fell-by = o ato que o atacava caiu por { $by }
reason-attack-suspended-by = o ato que o atacava está suspenso por { $by }
reason-attack-repealed-by = o ato que o suspendia foi revogado por { $by }
reason-attack-void = o ato que o atacava é nulo segundo { $norm }
reason-attack-ended = { $by } deixou de o alcançar { $day }
reason-attack-not-yet = { $by } começa a alcançá-lo { $day }
reason-attack-condition = { $by } o ataca sob uma condição que não se verifica
reason-restored-by = restabelecido por { $by }
reason-attack-lacks-rank = { $by } o ataca, mas não prevalece aqui
reason-upheld-by = confirmado por { $by }
reason-attack-inert = { $by } não o alcança
reason-unrecognised = não reconhece o seu autor
reason-not-on-record = ainda não constava
reason-made-on = proferido { $day }
reason-takes-effect-on = passa a produzir efeitos { $day }
reason-ended-on = terminou { $day }
reason-yields-to = diante de { $by }
reason-prevails-over = prevalece sobre { $by }
reason-yields-in-part = cede perante { $by }, mas só para o seu destinatário
reason-carried-by = por { $by }
reason-cut-by = { $by } lhe pôs fim
reason-title-annulled-by = o que o conferiria está anulado por { $by }
reason-title-repealed-by = o que o conferia foi revogado por { $by }
reason-title-suspended-by = o que o conferiria está suspenso por { $by }
reason-title-void = o que o conferiria é nulo segundo { $norm }
reason-title-disapplied-by = { $by } afasta a aplicação do que o conferiria
reason-title-unrecognised = não reconhece quem proferiu { $by }
reason-norms-unrecognised = não reconhece as normas de { $by }
reason-title-not-yet = { $by } confere-o com início { $day }
reason-title-condition = não se verifica uma condição do que { $by } confere
reason-norm-does-not-apply = { $norm } não se aplica a { $by }
reason-read-from = segundo o caso { $by }
reason-no-title = nada o confere
reason-silence = as normas o tomam por um não
reason-deed-of = mediante { $by }
reason-discharged-by = extinta por { $by }
reason-condition-fails = uma condição não se verifica
reason-date-unknown = uma data não consta
reason-circle = depende de si mesmo

# O que um ato faz
doing-begins = começa: { $what }
doing-ends = termina: { $what }
doing-annuls = anula { $what }
doing-repeals = revoga { $what }
doing-suspends = suspende { $what }
doing-disapplies = afasta a aplicação de { $what } quanto a { $whom }
disapplied-to = { $by } afasta a sua aplicação quanto a { $whom }
doing-restores = restabelece { $what }
doing-upholds = confirma { $what }
doing-discharges = extingue { $what }
doing-discharges-duties-of = extingue as obrigações a cargo de { $what }
doing-moves = altera o prazo de { $what }: { $day }
doing-finds-fulfilled = declara cumprida: { $what }
doing-finds-partly = declara cumprida em parte: { $what }
doing-finds-breached = declara descumprida: { $what }
doing-claims-fulfilled = alega ter cumprido: { $what }
doing-claims-partly = alega ter cumprido em parte: { $what }
doing-claims-breached = admite ter descumprido: { $what }
doing-finds-breach = declara que { $what } descumpriu { $norm }
doing-claims-no-power = nega o poder de { $what } sobre { $whom }
doing-supports = apoia { $what }
doing-opposes = opõe-se a { $what }
doing-says = manifesta-se
doing-relies = apoia-se em { $what }
doing-under = { $what } (segundo { $norm })
doing-as-of = { $what } (na data de { $day })
doing-with-words = { $what } (“{ $text }”)

# Obrigações
mode-requires = deve
mode-forbids = deve abster-se de
mode-permits = pode
mode-urges = deveria
permission-binds = permitido
must = deve
must-not = deve abster-se de
may = pode
must-that = deve assegurar o seguinte:
must-not-that = não deve dar causa ao seguinte:
may-that = pode dar causa ao seguinte:
should = deveria
should-that = deveria assegurar o seguinte:
not-phrase = que não seja certo que { $what }
by-day = prazo: { $day }
time-year = { $n ->
    [one] { $n } ano
   *[other] { $n } anos
 }
time-month = { $n ->
    [one] { $n } mês
   *[other] { $n } meses
 }
time-week = { $n ->
    [one] { $n } semana
   *[other] { $n } semanas
 }
time-day = { $n ->
    [one] { $n } dia
   *[other] { $n } dias
 }
time-and = { " " }e{ " " }
within-of = prazo: { $time } a contar de { $from }
at-once = de imediato
counted-from-made = sua data
counted-from-notified = sua notificação
counted-from-published = sua publicação
counted-from-effect = seu efeito
then-every = depois a cada { $every }
by-norm = segundo { $norm }
triggered-by = em razão de { $act }
for-whom = em favor de { $who }
repeated-by = reiterada por { $by }
to-duty = diante de { $to }
days-left = { $n ->
    [0] (hoje)
    [one] (falta { $n } dia)
   *[other] (faltam { $n } dias)
}
days-over = { $n ->
    [one] (há { $n } dia)
   *[other] (há { $n } dias)
}
done-by = { $act }, { $day }
balance = pago { $paid } de { $owed } ({ $by }); pendente { $left }
payment-uncertain = talvez { $act }: { $amount }
found = { $by } a declarou { $outcome }
claimed = { $by } a alega { $outcome }
outcome-fulfilled = cumprida
outcome-partly = cumprida em parte
outcome-breached = descumprida
no-outcome = ninguém se pronuncia a respeito
flag-claimed-only = apenas alegada
flag-claim-contradicted = alegação contradita por { $by }
flag-claim-opposed = alegação contestada por { $by }
flag-claim-confirmed = alegação confirmada por { $by }
flag-claim-stale = alegação antiga desde { $day }
flag-performed-unassessed = ninguém a avaliou
flag-findings-conflict = declarações contraditórias
aspect-standing = vigência
aspect-status = situação
aspect-binding = obrigação
aspect-performance = obrigação, se foi cumprida
aspect-collision = colisão

# Colisões
collision-duties = ordenado e proibido
collision-permission = permitido e proibido
collision-incompatible = duas ordens que não podem ser cumpridas ao mesmo tempo
collision-dilemma = ordenado e proibido, e ambas as ordens obrigam ao mesmo tempo
collision-standing = produz efeitos para um e não para outro
collision-status = verifica-se para um e não para outro
collision-binds = , obrigado: { $who }
collision-arose = , { $since }
collision-other-days = {" "}(não no dia perguntado)
collision-days = dias: { $days }
collision-acts = apoia-se em: { $acts }
collision-done = feito por { $act } em { $day }
collision-breaks = descumpre { $duty } segundo { $who }
side-acts = { $says } – apoia-se em: { $acts }
says-requires = deve
says-permits = pode
says-forbids = não deve
says-yes = sim
says-no = não
prevails-for = prevalece segundo { $who }
prevails-nowhere = não prevalece segundo ninguém
prevails-neither = indeterminado ou nenhum: { $who }
prevails-both = ambas obrigam, todo ato descumpre uma: { $who }

# Opções
head-options = O que pode fazer: { $who }
no-options = Nesse dia nenhuma obrigação, em nenhum ponto de vista, lhe pede nada.
if-done = se o fizer
if-undone = se não o fizer
if-so = se for assim
if-not-so = se não for assim
keeps = cumpre
breaks = descumpre
yielding = cedem:
breaks-abroad = no exterior, o Estado descumpre:
no-consequence = nada se segue
dilemma = { $what }: o que quer que faça, descumpre algo segundo { $who }

# E se
head-what-if = O que mudaria
no-change = Nada mudaria nesse dia.
without-effect = { $line } não produz efeito em nenhum ponto de vista: { $why }
idle-own-act-begins = o próprio { $act } o inicia
idle-own-act = o próprio { $act } o desfaz
idle-upheld = confirmado por { $other }
idle-ended = o que { $other } inicia já havia terminado
idle-norm-gives = { $other } o confere enquanto suas condições se cumprirem
idle-decided-elsewhere = decide-o o caso { $other }
idle-begins-later = { $other } o inicia depois
idle-nothing-begins = não consta nada que o inicie
idle-no-power = { $author } não prevalece sobre { $over } em nenhum
col-without = sem ele
col-with = com ele

# História
life-hindsight = em retrospectiva
life-stood = como estava em cada dia
life-known = segundo o conhecido em cada dia
life-since = os dias anteriores ficam de fora: são demasiados os atos que influem (desde { $day })
life-decided = decidido por { $acts }
head-touched = O QUE O ATINGIU
head-positions = POSIÇÕES (NADA DECIDEM)

# Por quê
answer = Resposta:
stood-otherwise = como estava nesse dia:
yes-on = sim: { $days }
date-made = o dia em que foi proferido
date-notified = o dia da notificação
date-published = o dia da publicação
date-effective = o dia do seu efeito
settled-by = Decidiria a questão este dado, que não consta: { $which } ({ $act }; { $days }).
head-why = POR QUÊ, SEGUNDO { $who }
decides = ← isto decide
deeper = … razões mais profundas: --json
left-out = … atos abaixo que ficam de fora: { $acts }; para os ver, pergunte «{ $ask }»
left-out-here = … outros atos que ficam de fora: { $acts }
not-so = não é assim
not-known = não está decidido
rank-none = nenhuma
rank = posição { $mine }
ranks = posição { $mine } ante { $theirs }
said-in = conforme { $source }
contradicted-in = em sentido contrário: { $source }
node-question = { $what }
node-on-record = { $what } consta
node-recognised = reconhece-se { $other }, que proferiu { $what }
node-stands = { $what } subsiste
node-live = { $what } subsiste, nem revogado nem suspenso, { $day }
node-an-order = { $what } é uma ordem: uma recomendação nunca obriga
node-can-be-in-force = { $what } pode estar em vigor: decide algo, ou uma norma lhe dá consequências
node-taken-effect = { $what } passou a produzir efeitos { $day }
node-not-ended = { $what } não se encerrou { $day }
node-not-repealed = { $what } não está revogado
node-not-suspended = { $what } não está suspenso
node-not-disapplied = { $what } não tem a aplicação afastada quanto a { $other }
node-attack = { $what } o alcança: { $effect }
node-in-order = { $what } é posterior a { $other }
node-prevails = { $what } prevalece sobre { $other }
node-blocked = { $what } ampara { $other }
node-undone = { $what } o desfaz: { $effect }
node-attacker-stands = { $what } subsiste por sua vez
node-void = segundo { $norm }, { $what } é nulo de pleno direito
node-norm = dado por { $norm }
node-norm-operative = { $norm } é aplicável { $day }
node-norms-recognised = reconhecem-se as normas de { $other }
node-enacted = { $what } a edita, para o que se fizer { $day }
node-reaches-back = a sua norma retroage; a aplicação começa { $day }
node-counts = um ato de { $what } conta perante o que dão as normas de { $other }
node-deed = fez-se { $what } { $day }
node-counts-as = equivale a { $what }: { $norm }
node-status = verifica-se { $what }
node-title = { $what } o sustenta: { $effect }
node-cut = { $what } lhe pôs fim: { $effect }
node-duty = { $what } obriga
node-yields = cede diante de { $other }
node-contrary = { $other } lhe é contrária e não a faz ceder
node-deadline = o prazo vence { $day }
node-performance = { $what }: { $state } { $day }
node-finding = { $what } tem a última palavra: { $effect }
node-claim = { $what }: { $effect }
node-condition = { $what }
node-silence = { $what }; as normas o tomam por um não
node-discharge = { $what } a extingue
node-collision = { $what } colide com { $other }
node-copy = { $what } o repete com autoridade própria
node-elsewhere = consta assim no caso { $other } (pergunte lá por quê)
node-see-above = { $what }: veja acima

# Verificação
head-sources = FONTES
verified = { $n ->
    [one] { $n } citação ou âncora encontrada
   *[other] { $n } citações e âncoras encontradas
} no seu texto; não encontradas: { $bad }
not-at-hand = { $n ->
    [one] Falta o texto de { $n } fonte citada (--sources DIR acrescenta textos):
   *[other] Faltam os textos de { $n } fontes citadas (--sources DIR acrescenta textos):
}
unverified = { $n ->
    [one] { $n } citação ou âncora não verificada;
   *[other] { $n } citações ou âncoras não verificadas;
}
paragraphs-cited = citados: parágrafos { $list }
paragraphs-contradicted = contraditos: parágrafos { $list }
paragraphs-untouched = não citados: parágrafos { $list }
checked-acts = { $n ->
    [one] { $n } ato;
   *[other] { $n } atos;
} arquivos lidos, incluídos os pacotes: { $files }
expectations = { $n ->
    [one] { $n } expectativa:
   *[other] { $n } expectativas:
}
all-came-true = todas se confirmam
came-false = { $n ->
    [0] nenhuma falha
    [one] { $n } não se confirma
   *[other] { $n } não se confirmam
}
not-understood = { $n ->
    [one] { $n } não se entende
   *[other] { $n } não se entendem
}
errors = { $n ->
    [one] { $n } erro
   *[other] { $n } erros
}
warnings = { $n ->
    [one] { $n } aviso
   *[other] { $n } avisos
}
notes = { $n ->
    [one] { $n } nota
   *[other] { $n } notas
}
nothing-wrong = tudo em ordem

# O desenho
arrow-annuls = anula
arrow-repeals = revoga
arrow-suspends = suspende
arrow-disapplies = afasta a aplicação de
arrow-restores = restabelece
arrow-upholds = confirma
arrow-discharges = extingue
arrow-moves = altera o prazo de
arrow-finds = avalia
arrow-claims = alega algo sobre
arrow-relies = apoia-se em
works-in = produz efeitos segundo { $who }
works-nowhere = não produz efeitos para ninguém
chart-about = { $n ->
    [one] { $n } ato
   *[other] { $n } atos
} de { $from } a { $until }; a linha tracejada é { $on }.
chart-scale = O tempo se alonga onde muito acontece: as distâncias entre pontos não são durações.
never-in-force = nunca
chart-bars = Em vigor, segundo cada ponto de vista
chart-left-out = { $n ->
    [one] Mais { $n } ato ou situação não se desenha.
   *[other] Mais { $n } atos e situações não se desenham.
}
due = { $what } vence em { $day }
key-takes = anula, revoga, afasta a aplicação
key-halts = suspende
key-gives = restabelece, confirma
key-speaks = avalia, alega, apoia-se, altera, extingue
key-in-force = em vigor, ou verifica-se
key-suspended = suspenso
key-undetermined = indeterminado
key-deadline = um prazo
key-void = Uma seta pálida tracejada não produz efeitos em nenhum ponto de vista.

# Pacotes
head-packs = PACOTES DISPONÍVEIS
head-organs = ÓRGÃOS
head-instruments = INSTRUMENTOS
head-things = PESSOAS E COISAS
head-pack-statuses = SITUAÇÕES
head-deeds = ATUAÇÕES
head-norms = NORMAS
head-viewpoints = PONTOS DE VISTA OFERECIDOS
col-version = versão
col-title = título
col-organs = órgãos
col-norms = normas
col-unverified = a verificar
pack-version-is = versão { $version }
pack-no-version = sem versão
pack-uses = usa { $packs }
pack-unverified = { $n ->
    [0] nada marcado a verificar
    [one] { $n } marca: a verificar
   *[other] { $n } marcas: a verificar
}
pack-articles = artigos { $list }
pack-fact = (um fato: permanece ainda que caia o seu ato)
pack-elsewhere = (de outro pacote)
mark-unverified = a verificar

# Quem
who-all-days = Todos os dias
who-as-they-stood = cada um como estava nesse dia (os atos posteriores não contam)
who-nobody = Ninguém, até onde mostram os autos.
not-covered = Os autos não declaram que abrangem isto: podem faltar outros.
who-it-is = é assim
who-certain = { $n ->
    [0] ninguém com certeza
    [one] { $n } com certeza
   *[other] { $n } com certeza
}
who-possible = { $n } talvez
key-yes = é assim
key-alike = Uma linha sem nomes de pontos de vista é igual em todos.
