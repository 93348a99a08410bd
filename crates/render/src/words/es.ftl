# Palabras de las vistas, en español, con los términos del derecho. Las claves son las mismas en cada lengua; las
# pruebas las mantienen juntas.

# Días
first-of-month = 1
day-short = { $day } { $month } { $year }
day-long = { $day } de { $month } de { $year }
month-of = { $month } de { $year }
day-unknown = una fecha que no consta
some-day-between = una fecha entre el { $from } y el { $to }
some-day-from = una fecha no anterior al { $from }
some-day-until = una fecha no posterior al { $to }
on-date = el { $day }
on-period = en { $day }
on-some-day = en { $day }
since-date = desde el { $day }
since-period = desde { $day }
only-day = solo el { $from }
from-to = del { $from } al { $to }
from-on = desde el { $from }
up-to = hasta el { $to }
always = siempre
perhaps = quizá { $what }
month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sep
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic
month-long-1 = enero
month-long-2 = febrero
month-long-3 = marzo
month-long-4 = abril
month-long-5 = mayo
month-long-6 = junio
month-long-7 = julio
month-long-8 = agosto
month-long-9 = septiembre
month-long-10 = octubre
month-long-11 = noviembre
month-long-12 = diciembre

# Signos
colon = { ": " }
semicolon = { "; " }
behind-bearer = { " " }
quoted = «{ $text }»

# La pregunta
the-day = El día
the-acts = Actos contados
the-known = Conocidos
acts-any = todos los que constan, también los posteriores (en retrospectiva)
acts-that-day = los dictados hasta ese día (como estaba entonces, sin retrospectiva)
acts-by = los dictados hasta el { $day }
known-any = cualquiera que fuese el día en que se conocieron
known-by = solo lo conocido hasta el { $day } (publicado o notificado)
on-day = Al { $day }
with-hindsight = en retrospectiva (cuentan también los actos posteriores)
as-it-stood = como estaba ese día (los actos posteriores no cuentan)
made-by = contando los actos dictados hasta el { $day }
as-known-by = según lo conocido hasta el { $day }
no-title = Un expediente sin título
last-act = { $n ->
    [one] Consta 1 acto; el último hasta ese día es { $act } ({ $said }).
   *[other] Constan { $n } actos; el último hasta ese día es { $act } ({ $said }).
}
no-act-yet = Hasta ese día no se había dictado ningún acto.
no-viewpoints = En este expediente no actúa ningún orden jurídico: no hay punto de vista, y no puede decirse qué está vigente. Escriba, por ejemplo: viewpoint PE.TC "Según el Tribunal", y debajo: prefers PE.TC > PE
viewpoints-intro = { $n ->
    [one] Según lo ve una sola autoridad:
   *[other] El derecho según lo ve cada una de { $n } autoridades; ninguna es «la» respuesta:
}
everybody = todos
all-alike = Todos los puntos de vista anteriores coinciden en:

# Secciones
head-in-force = QUÉ ESTÁ VIGENTE Y QUÉ NO
head-statuses = CÓMO ESTÁN LAS PERSONAS Y LAS COSAS
nothing-in-force = Nada consta hasta ese día.
star-note = * Ese mismo día, antes de los actos posteriores, era distinto: véase abajo.
head-must = QUIÉN DEBE HACER QUÉ Y HASTA CUÁNDO
nothing-to-do = Nadie está obligado a nada ese día.
no-such-duty = No hay tal obligación.
yields-note = «Cede»: en esa columna prevalece una obligación contraria. «Obliga»: debe cumplirse. «Plazo vencido»: ningún acto de este expediente la cumple; un expediente puede no contener todos los actos.
head-collide = DÓNDE CHOCAN LAS AUTORIDADES
no-collision = En ningún punto, según el expediente.
head-differ = DÓNDE DIFIEREN LA RETROSPECTIVA Y EL DÍA MISMO
no-difference = En nada: el { $day } se veía como se ve ahora.
past-differed = En días anteriores, actos posteriores cambiaron la respuesta:
col-days = en estos días
col-then = entonces
col-now = ahora
col-that-day = ese día
col-hindsight = en retrospectiva
col-seen-by = según
head-fallen = APOYADO EN ACTOS QUE CAYERON
relies = ({ $said }) se apoya en { $on }, que no subsiste según { $who }
not-shown = No se muestra:
more-parts = { $n ->
    [one] 1 acto más
   *[other] { $n } actos más
}
more-statuses = { $n ->
    [one] 1 situación más
   *[other] { $n } situaciones más
}
more-duties = { $n ->
    [one] 1 obligación más
   *[other] { $n } obligaciones más
}
more-collisions = { $n ->
    [one] 1 colisión más
   *[other] { $n } colisiones más
}
more-changes = { $n ->
    [one] 1 diferencia más
   *[other] { $n } diferencias más
}
more-positions = { $n ->
    [one] 1 postura más
   *[other] { $n } posturas más
}
more-reliances = { $n ->
    [one] 1 acto más apoyado en uno caído
   *[other] { $n } actos más apoyados en actos caídos
}
ask-why = Las razones de cualquiera de estos puntos:
ask-stood = El mismo día sin los actos posteriores:

# Estados: los de los actos concuerdan con «acto», los de las obligaciones con «obligación»
state-in-force = vigente
state-stands = subsiste
state-suspended = en suspenso
state-annulled = anulado
state-disapplied = inaplicado
state-void = nulo de pleno derecho
state-repealed = derogado
state-ended = concluido
state-not-yet-in-effect = aún sin efecto
state-not-yet-made = aún no dictado
state-not-on-record = no consta
state-unrecognised = no reconocido
state-undetermined = indeterminado
state-holds = sí
state-does-not-hold = no
state-nothing-on-record = no consta nada
state-done = hecho
state-not-done = no hecho
state-binds = obliga
state-yields = cede
state-recommended = recomendada
state-dormant = en suspenso
state-absent = no existe
state-pending = pendiente
state-performed = cumplida
state-late = cumplida tarde
state-overdue = plazo vencido
state-partly = cumplida en parte
state-lifted = levantada
state-observed = observada
state-broken = incumplida
state-overridden = realizada mientras cedía
state-impossible = ya imposible
state-defeated = hecha imposible por el obligado
state-followed = seguida
state-not-followed = no seguida
state-kept = cumplida
state-unkept = incumplida
state-collides = colisión
state-no-collision = sin colisión
value-true = sí
value-false = no
value-undetermined = indeterminado: el expediente no lo decide
value-contested = controvertido: los puntos de vista difieren
value-silent = guarda silencio: este punto de vista no reconoce al autor
value-not-on-record = no consta
value-nothing-on-record = no consta nada

# Razones, detrás de un estado
reason-unattacked = nadie lo atacó
reason-annulled-by = por { $by }
reason-disapplied-by = por { $by }
reason-repealed-by = por { $by }, { $day }
reason-suspended-by = por { $by }
reason-void-under = según { $norm }
reason-attack-fell-by = el acto que lo atacaba cayó por { $by }
reason-attack-suspended-by = el acto que lo atacaba está en suspenso por { $by }
reason-attack-repealed-by = el acto que lo suspendía fue derogado por { $by }
reason-attack-void = el acto que lo atacaba es nulo según { $norm }
reason-attack-ended = { $by } dejó de alcanzarlo { $day }
reason-attack-not-yet = { $by } empieza a alcanzarlo { $day }
reason-attack-condition = { $by } lo ataca con una condición que no se cumple
reason-restored-by = restituido por { $by }
reason-attack-lacks-rank = { $by } lo ataca, pero aquí no prevalece
reason-upheld-by = confirmado por { $by }
reason-attack-inert = { $by } no lo alcanza
reason-unrecognised = no reconoce a su autor
reason-not-on-record = no constaba entonces
reason-made-on = dictado { $day }
reason-takes-effect-on = surte efecto { $day }
reason-ended-on = concluyó { $day }
reason-yields-to = ante { $by }
reason-prevails-over = prevalece sobre { $by }
reason-yields-in-part = cede ante { $by }, pero solo para su destinatario
reason-carried-by = por { $by }
reason-cut-by = { $by } le puso fin
reason-title-annulled-by = lo que lo conferiría está anulado por { $by }
reason-title-repealed-by = lo que lo confería fue derogado por { $by }
reason-title-suspended-by = lo que lo conferiría está en suspenso por { $by }
reason-title-void = lo que lo conferiría es nulo según { $norm }
reason-title-disapplied-by = lo que lo conferiría está inaplicado por { $by }
reason-title-unrecognised = no reconoce al autor de { $by }
reason-norms-unrecognised = no reconoce las normas de { $by }
reason-title-not-yet = { $by } lo confiere, con inicio { $day }
reason-title-condition = no se cumple una condición de lo que confiere { $by }
reason-norm-does-not-apply = { $norm } no se aplica a { $by }
reason-read-from = según el asunto { $by }
reason-no-title = nada lo confiere
reason-silence = las normas lo toman por un no
reason-deed-of = mediante { $by }
reason-discharged-by = extinguida por { $by }
reason-condition-fails = no se cumple una condición
reason-date-unknown = no consta una fecha
reason-circle = depende de sí mismo

# Lo que hace un acto
doing-begins = comienza: { $what }
doing-ends = termina: { $what }
doing-annuls = anula { $what }
doing-repeals = deroga { $what }
doing-suspends = deja en suspenso { $what }
doing-disapplies = inaplica { $what } a { $whom }
disapplied-to = inaplicado a { $whom } por { $by }
doing-restores = restituye { $what }
doing-upholds = confirma { $what }
doing-discharges = extingue { $what }
doing-discharges-duties-of = extingue las obligaciones a cargo de { $what }
doing-moves = cambia el plazo de { $what }: { $day }
doing-finds-fulfilled = declara cumplida: { $what }
doing-finds-partly = declara cumplida en parte: { $what }
doing-finds-breached = declara incumplida: { $what }
doing-claims-fulfilled = afirma haber cumplido: { $what }
doing-claims-partly = afirma haber cumplido en parte: { $what }
doing-claims-breached = admite haber incumplido: { $what }
doing-finds-breach = declara que { $what } incumplió { $norm }
doing-claims-no-power = niega la potestad de { $what } sobre { $whom }
doing-supports = apoya { $what }
doing-opposes = se opone a { $what }
doing-says = se pronuncia
doing-relies = se apoya en { $what }
doing-under = { $what } (según { $norm })
doing-as-of = { $what } (a fecha de { $day })
doing-with-words = { $what } («{ $text }»)

# Obligaciones
mode-requires = debe
mode-forbids = debe abstenerse de
mode-permits = puede
mode-urges = debería
permission-binds = permitido
must = debe
must-not = debe abstenerse de
may = puede
must-that = debe asegurar lo siguiente:
must-not-that = no debe dar lugar a lo siguiente:
may-that = puede dar lugar a lo siguiente:
should = debería
should-that = debería asegurar lo siguiente:
not-phrase = que no sea cierto que { $what }
by-day = plazo: { $day }
time-year = { $n ->
    [one] { $n } año
   *[other] { $n } años
 }
time-month = { $n ->
    [one] { $n } mes
   *[other] { $n } meses
 }
time-week = { $n ->
    [one] { $n } semana
   *[other] { $n } semanas
 }
time-day = { $n ->
    [one] { $n } día
   *[other] { $n } días
 }
time-and = { " " }y{ " " }
within-of = plazo: { $time } desde { $from }
at-once = de inmediato
counted-from-made = su fecha
counted-from-notified = su notificación
counted-from-published = su publicación
counted-from-effect = su efecto
then-every = luego cada { $every }
by-norm = según { $norm }
triggered-by = a raíz de { $act }
for-whom = a favor de { $who }
repeated-by = reiterada por { $by }
to-duty = ante { $to }
days-left = { $n ->
    [0] (hoy)
    [one] (queda 1 día)
   *[other] (quedan { $n } días)
}
days-over = { $n ->
    [one] (hace 1 día)
   *[other] (hace { $n } días)
}
done-by = { $act }, { $day }
balance = pagado { $paid } de { $owed } ({ $by }); pendiente { $left }
payment-uncertain = quizá { $act }: { $amount }
found = { $by } la declaró { $outcome }
claimed = { $by } la afirma { $outcome }
outcome-fulfilled = cumplida
outcome-partly = cumplida en parte
outcome-breached = incumplida
no-outcome = nadie se pronuncia al respecto
flag-claimed-only = solo afirmada
flag-claim-contradicted = afirmación contradicha por { $by }
flag-claim-opposed = afirmación objetada por { $by }
flag-claim-confirmed = afirmación confirmada por { $by }
flag-claim-stale = afirmación antigua desde el { $day }
flag-performed-unassessed = nadie la ha evaluado
flag-findings-conflict = declaraciones contradictorias
aspect-standing = vigencia
aspect-status = situación
aspect-binding = obligación
aspect-performance = obligación, si se cumplió
aspect-collision = colisión

# Colisiones
collision-duties = ordenado y prohibido
collision-permission = permitido y prohibido
collision-incompatible = dos órdenes que no pueden cumplirse a la vez
collision-dilemma = ordenado y prohibido, y ambas órdenes obligan a la vez
collision-standing = surte efecto para uno y no para otro
collision-status = rige para uno y no para otro
collision-binds = , obligado: { $who }
collision-arose = , { $since }
collision-other-days = {" "}(no el día preguntado)
collision-days = días: { $days }
collision-acts = se apoya en: { $acts }
collision-done = hecho por { $act } el { $day }
collision-breaks = incumple { $duty } según { $who }
side-acts = { $says } – se apoya en: { $acts }
says-requires = debe
says-permits = puede
says-forbids = no debe
says-yes = sí
says-no = no
prevails-for = prevalece según { $who }
prevails-nowhere = no prevalece según nadie
prevails-neither = indeterminado o ninguno: { $who }
prevails-both = ambas obligan, todo acto incumple una: { $who }

# Opciones
head-options = Qué puede hacer: { $who }
no-options = Ese día ninguna obligación, en ningún punto de vista, le pide nada.
if-done = si lo hace
if-undone = si no lo hace
if-so = si es así
if-not-so = si no es así
keeps = cumple
breaks = incumple
yielding = ceden:
breaks-abroad = en el exterior, el Estado incumple:
no-consequence = nada se sigue
dilemma = { $what }: haga lo que haga, incumple algo según { $who }

# Y si
head-what-if = Qué cambiaría
no-change = Nada cambiaría ese día.
without-effect = { $line } no surte efecto en ningún punto de vista: { $why }
idle-own-act-begins = el propio { $act } lo inicia
idle-own-act = el propio { $act } lo deshace
idle-upheld = confirmado por { $other }
idle-ended = lo que { $other } inicia ya había concluido
idle-norm-gives = { $other } lo confiere mientras se cumplan sus condiciones
idle-decided-elsewhere = lo decide el asunto { $other }
idle-begins-later = { $other } lo inicia después
idle-nothing-begins = no consta nada que lo inicie
idle-no-power = { $author } no prevalece sobre { $over } en ninguno
col-without = sin él
col-with = con él

# Historia
life-hindsight = en retrospectiva
life-stood = como estaba cada día
life-known = según lo conocido cada día
life-since = se omiten los días anteriores: son demasiados los actos que influyen (desde el { $day })
life-decided = decidido por { $acts }
head-touched = LO QUE LO TOCÓ
head-positions = POSTURAS (NO DECIDEN NADA)

# Por qué
answer = Respuesta:
stood-otherwise = como estaba ese día:
yes-on = sí: { $days }
date-made = el día en que se dictó
date-notified = el día de la notificación
date-published = el día de la publicación
date-effective = el día de su efecto
settled-by = Lo decidiría { $which } de { $act }, que no consta ({ $days }).
head-why = POR QUÉ, SEGÚN { $who }
decides = ← esto decide
deeper = … razones más hondas: --json
left-out = … actos más abajo que se omiten: { $acts }; para verlos, pregunte «{ $ask }»
left-out-here = … otros actos que se omiten: { $acts }
not-so = no es así
not-known = no está decidido
rank-none = ninguno
rank = rango { $mine }
ranks = rango { $mine } frente a { $theirs }
said-in = lo dice { $source }
contradicted-in = lo contradice { $source }
node-question = { $what }
node-on-record = { $what } consta
node-recognised = se reconoce a { $other }, autor de { $what }
node-stands = { $what } subsiste
node-live = { $what } subsiste, ni derogado ni en suspenso, { $day }
node-an-order = { $what } es una orden: una recomendación nunca obliga
node-can-be-in-force = { $what } puede estar en vigor: decide algo, o una norma le da consecuencias
node-taken-effect = { $what } surtió efecto { $day }
node-not-ended = { $what } no ha concluido { $day }
node-not-repealed = { $what } no está derogado
node-not-suspended = { $what } no está en suspenso
node-not-disapplied = { $what } no está inaplicado a { $other }
node-attack = { $what } lo alcanza: { $effect }
node-in-order = { $what } es posterior a { $other }
node-prevails = { $what } prevalece sobre { $other }
node-blocked = { $what } ampara { $other }
node-undone = { $what } lo deshace: { $effect }
node-attacker-stands = { $what } subsiste a su vez
node-void = según { $norm }, { $what } es nulo de pleno derecho
node-norm = dado por { $norm }
node-norm-operative = { $norm } rige { $day }
node-norms-recognised = se reconocen las normas de { $other }
node-enacted = { $what } la dicta, para lo que se haga { $day }
node-reaches-back = su norma es retroactiva; su aplicación comienza { $day }
node-counts = un acto de { $what } cuenta frente a lo que dan las normas de { $other }
node-deed = se hizo { $what } { $day }
node-counts-as = equivale a { $what }: { $norm }
node-status = rige { $what }
node-title = { $what } lo sostiene: { $effect }
node-cut = { $what } le puso fin: { $effect }
node-duty = { $what } obliga
node-yields = cede ante { $other }
node-contrary = { $other } le es contraria y no la hace ceder
node-deadline = el plazo vence { $day }
node-performance = { $what }: { $state } { $day }
node-finding = { $what } tiene la última palabra: { $effect }
node-claim = { $what }: { $effect }
node-condition = { $what }
node-silence = { $what }; las normas lo toman por un no
node-discharge = { $what } la extingue
node-collision = { $what } colisiona con { $other }
node-copy = { $what } lo repite con autoridad propia
node-elsewhere = rige en el asunto { $other } (pregunte allí por qué)
node-see-above = { $what }: véase arriba

# Revisión
head-sources = FUENTES
verified = { $n ->
    [one] 1 cita o ancla hallada
   *[other] { $n } citas y anclas halladas
} en su texto; no halladas: { $bad }
not-at-hand = { $n ->
    [one] Falta el texto de 1 fuente citada (--sources DIR añade textos):
   *[other] Faltan los textos de { $n } fuentes citadas (--sources DIR añade textos):
}
unverified = { $n ->
    [one] 1 cita o ancla sin verificar;
   *[other] { $n } citas o anclas sin verificar;
}
paragraphs-cited = citados: párrafos { $list }
paragraphs-contradicted = contradichos: párrafos { $list }
paragraphs-untouched = sin tocar: párrafos { $list }
checked-acts = { $n ->
    [one] 1 acto;
   *[other] { $n } actos;
} archivos leídos, incluidos los paquetes: { $files }
expectations = { $n ->
    [one] 1 expectativa:
   *[other] { $n } expectativas:
}
all-came-true = todas se cumplen
came-false = { $n ->
    [0] ninguna falla
    [one] 1 no se cumple
   *[other] { $n } no se cumplen
}
not-understood = { $n ->
    [one] 1 no se entiende
   *[other] { $n } no se entienden
}
errors = { $n ->
    [one] 1 error
   *[other] { $n } errores
}
warnings = { $n ->
    [one] 1 advertencia
   *[other] { $n } advertencias
}
notes = { $n ->
    [one] 1 nota
   *[other] { $n } notas
}
nothing-wrong = todo en orden

# El dibujo
arrow-annuls = anula
arrow-repeals = deroga
arrow-suspends = deja en suspenso
arrow-disapplies = inaplica
arrow-restores = restituye
arrow-upholds = confirma
arrow-discharges = extingue
arrow-moves = cambia el plazo de
arrow-finds = evalúa
arrow-claims = afirma algo sobre
arrow-relies = se apoya en
works-in = surte efecto según { $who }
works-nowhere = no surte efecto para nadie
chart-about = { $n ->
    [one] 1 acto
   *[other] { $n } actos
} del { $from } al { $until }; la línea de trazos es el { $on }.
chart-scale = El tiempo se estira donde ocurre mucho: las distancias entre puntos no son duraciones.
never-in-force = nunca
chart-bars = Vigente, según cada punto de vista
chart-left-out = { $n ->
    [one] Un acto o situación más no se dibuja.
   *[other] { $n } actos y situaciones más no se dibujan.
}
due = { $what } vence el { $day }
key-takes = anula, deroga, inaplica
key-halts = deja en suspenso
key-gives = restituye, confirma
key-speaks = evalúa, afirma, se apoya, cambia plazos, extingue
key-in-force = vigente, o rige
key-suspended = en suspenso
key-undetermined = indeterminado
key-deadline = un plazo
key-void = Una flecha pálida de trazos no surte efecto en ningún punto de vista.

# Paquetes
head-packs = PAQUETES DISPONIBLES
head-organs = ÓRGANOS
head-instruments = INSTRUMENTOS
head-things = PERSONAS Y COSAS
head-pack-statuses = SITUACIONES
head-deeds = ACTUACIONES
head-norms = NORMAS
head-viewpoints = PUNTOS DE VISTA QUE OFRECE
col-version = versión
col-title = título
col-organs = órganos
col-norms = normas
col-unverified = por verificar
pack-version-is = versión { $version }
pack-no-version = sin versión
pack-uses = usa { $packs }
pack-unverified = { $n ->
    [0] nada marcado por verificar
    [one] 1 marca: por verificar
   *[other] { $n } marcas: por verificar
}
pack-articles = artículos { $list }
pack-fact = (un hecho: permanece aunque caiga su acto)
pack-elsewhere = (de otro paquete)
mark-unverified = por verificar

# Quién
who-all-days = Todos los días
who-as-they-stood = cada uno como estaba ese día (no cuentan actos posteriores)
who-nobody = Nadie, hasta donde muestra el expediente.
not-covered = El expediente no declara que abarque esto: pueden faltar otros.
who-it-is = es así
who-certain = { $n ->
    [0] nadie con certeza
    [one] 1 con certeza
   *[other] { $n } con certeza
}
who-possible = { $n } quizá
key-yes = es así
key-alike = Una fila sin nombres de puntos de vista es igual en todos.
