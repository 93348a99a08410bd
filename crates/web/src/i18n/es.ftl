# Palabras de la interfaz, en español. Keys and their variables are the same in every language; a test holds them together.

# The page
skip = Ir al contenido
nav-way = Dónde está
nav-language = Idioma
nav-matter = Páginas de este asunto
also-as = Esta página como
footer = Derivado del expediente, según los puntos de vista mostrados. Vigente no declara vencedor entre órdenes jurídicos.
changed-on-disk = Los archivos han cambiado en el disco.
not-found = No encontrado
fault = No se pudo crear esta página
fault-help = Hay un error en Vigente. Sus demás páginas siguen funcionando. Le rogamos que informe del error e indique la dirección de esta página.
wrong-day = «{ $written }» no es una fecha: escriba año-mes-día, como 2023-12-04.

# Matters
matters = Asuntos
search = Buscar
search-hint = nombre, acto, fuente, órgano
find = Buscar
narrow = Acotar la lista
facet-state = Estado u organización
facet-organ = Órgano o persona
facet-kind = Tipo de colisión
facet-viewpoint = Punto de vista
matters-found = { $n ->
    [one] 1 asunto
   *[other] { $n } asuntos
}
matters-unread = { $n ->
    [one] se está leyendo 1 más
   *[other] se están leyendo { $n } más
}
found-more = { $n ->
    [one] y 1 más
   *[other] y { $n } más
}
found-act = acto
found-organ = órgano
found-person = persona
found-thing = cosa
found-status = situación
found-source = fuente
nav-pages = Páginas de la lista
page-before = Anteriores
page-after = Siguientes
range = { $first } a { $last }
no-matter = Ningún asunto, acto, fuente u órgano tiene ese nombre.
open-collisions = { $n ->
    [one] 1 colisión abierta
   *[other] { $n } colisiones abiertas
}
duties-due = { $n ->
    [one] 1 obligación pendiente
   *[other] { $n } obligaciones pendientes
}
duties-overdue = { $n ->
    [one] 1 obligación vencida
   *[other] { $n } obligaciones vencidas
}
next-deadline = próximo plazo: { $day }
last-act = Último acto
acts-on-record = { $n ->
    [one] 1 acto registrado
   *[other] { $n } actos registrados
}
errors-in-texts = { $n ->
    [one] 1 error en los textos: se omite lo que depende de él
   *[other] { $n } errores en los textos: se omite lo que depende de ellos
}

# Tabs
tab-matter = Panorama
tab-collisions = Colisiones
tab-duties = Obligaciones
tab-who = Quién
tab-sources = Fuentes
tab-what-if = ¿Y si…?
tab-text = Texto
tab-check = Revisión

# The day
choose-day = Elegir el día
day = Día
known-by = Conocido hasta
stood = Como estaba ese día
viewpoints = Puntos de vista
show = Mostrar
slider = Recorrer los días en que algo cambia
slider-about = Las flechas van de cambio en cambio; Inicio y Fin, al primero y al último.
change-before = Cambio anterior
change-after = Cambio siguiente
on-the-day = El { $day }
nothing-changes = Esta respuesta vale { $days }.
to-timeline = a la línea de tiempo
timeline = Línea de tiempo
timeline-hint = Un carril por autoridad, la más alta primero. Cada punto es un acto y enlaza con su página. Las barras de abajo muestran qué está vigente en cada punto de vista.
timeline-file = La imagen es grande: abrirla aparte

# The columns
head-collide = Dónde chocan las autoridades
head-must = Quién debe hacer qué y cuándo
head-in-force = Qué está vigente y qué no
head-statuses = Cómo están las personas y las cosas
head-hindsight = Dónde difieren la retrospectiva y el día mismo
head-past = Respuestas de días anteriores que son distintas en retrospectiva: { $n }
head-resting = Apoyados en actos que cayeron
col-duty = Obligación
col-act = Acto
col-status = Situación
col-what = Qué
col-whose = Punto de vista
col-answer = Respuesta
col-that-day = Ese día
col-hindsight = En retrospectiva
col-days = En estos días
col-then = Entonces
col-does = Qué hace
col-because = Porque
col-before = Antes
col-after = Ahora
col-prevails = Quién prevalece
why-this = ¿Por qué?
differs = los puntos de vista difieren
joined = colisión { $n }
stood-then = ese día: { $state }
stood-hint = Como estaba el día mismo, antes de actos posteriores
more-items = { $n ->
    [one] 1 elemento más: mostrar todo
   *[other] { $n } elementos más: mostrar todo
}

# An act
day-made = Dictado
day-notified = Notificado
day-published = Publicado
day-effective = Con efectos desde
day-known = Conocido desde
refs = Hechos
why-in-force = ¿Está vigente y por qué?
unverified = Sin verificar
other-reading = Otra lectura de «{ $what }»: { $day }.
parts = Partes
head-life = Su historia, según cada punto de vista
stood-alike = Como estaba cada día: lo mismo.
head-touched = Actos que lo afectan
head-positions = Posturas (no deciden nada)
head-cites = Sus fuentes
head-written = Su texto en el expediente
contradicts = dice lo contrario:
no-act = No hay acto, parte, situación u obligación que se llame «{ $name }».

# Why
why = ¿Por qué?
why-for = Por qué – { $who }
sign-yes = Sí:
sign-no = No:
sign-open = Sin decidir:
decides = esto decide
question = Pregunta
ask = Preguntar
ask-another = Preguntar otra cosa
ask-something = falta la pregunta: ?q=…
ask-hint = Un nombre con un estado (NAME in force, NAME binds), una situación como party(PE, ACHR), o que alguien debe hacer algo (PE must release(X)).

# Collisions
other-days = En otros días
perhaps-now = quizá en este día
against = contra
no-such-collision = El expediente no contiene esa colisión, según lo preguntado: «{ $name }».
binds-whom = A quién concierne:
dilemma-within = Haga lo que haga, se incumple algo según { $who }.
repeated-by = reiterada por
head-prevails = Quién prevalece según quién
nobody-prevails = ninguno
head-options = Qué podría hacer el { $day }: { $who }
other-options = { $n ->
    [one] { $n } actuación más que una obligación exige o prohíbe
   *[other] { $n } actuaciones más que alguna obligación exige o prohíbe
}
head-rests-on = Los actos en que se apoya

# Duties
any = cualquiera
bearer = A cargo de
authority = Impuesta por
state = Estado
claims = Afirmaciones y declaraciones
claims-claimed = solo afirmada
claims-contradicted = contradicha por una declaración
claims-opposed = objetada
claims-confirmed = confirmada por una declaración
claims-stale = afirmada hace mucho
claims-unassessed = sin evaluar
claims-conflict = declaraciones contradictorias
due-before = Vence antes del
since = Cambios desde el
clear = Limpiar
shown-of = { $shown } de { $all } obligaciones
changed-since = Respuestas que cambiaron desde el { $day }
nothing-changed = Ninguna respuesta cambió.
changes-n = { $n ->
    [one] cambió 1 respuesta
   *[other] cambiaron { $n } respuestas
}

all-duties-title = Obligaciones de todos los asuntos
all-duties = Todas las obligaciones
calendar = Calendario de estos plazos
all-duties-since = La respuesta que se daba ese día, con los actos dictados hasta entonces, junto a la de hoy.
col-matter = Asunto
col-deadline = Plazo

# Sources
col-source = Fuente
col-text = Texto
col-cited = Citas
col-verified = Citas textuales
col-paragraphs = Párrafos citados
at-hand = disponible
not-at-hand = no disponible
verified-n = { $n ->
    [one] 1 encontrada
   *[other] { $n } encontradas
}
failed-n = { $n ->
    [one] 1 no encontrada
   *[other] { $n } no encontradas
}
no-source = No hay fuente que se llame «{ $name }».
reader-hint = El expediente cita los pasajes marcados. Al lado de cada uno consta lo que se apoya en él. Seleccione palabras para citarlas.
uncited-n = { $n ->
    [one] 1 párrafo no está citado.
   *[other] { $n } párrafos no están citados.
}
uncited = sin citar
remark = Nota
contradicted-by = contradicho por
quote-missing = cita no encontrada:
quote-this = Citar esto
text-not-at-hand = El texto de esta fuente no está disponible. Póngalo en la carpeta del expediente e indíquelo allí: file "sources/nombre.txt".
cited-elsewhere = Citada sin indicar un pasaje
cited-by = Citada por

# Check
error = error
warning = advertencia
note = nota
errors-n = { $n ->
    [0] sin errores
    [one] 1 error
   *[other] { $n } errores
}
warnings-n = { $n ->
    [0] sin advertencias
    [one] 1 advertencia
   *[other] { $n } advertencias
}
notes-n = { $n ->
    [one] Mostrar también 1 nota
   *[other] Mostrar también { $n } notas
}
expected-n = { $n ->
    [one] se cumplió 1 expectativa
   *[other] se cumplieron { $n } expectativas
}
unexpected-n = { $n ->
    [one] 1 no
   *[other] { $n } no
}
expectations = Expectativas
came-true = se cumplió
came-false = no se cumplió

# Text and forms
file = Archivo
save = Guardar
lay-out = Dar formato
saved = Guardado en { $file }.
text-hint = Cada entrada empieza al principio de una línea; sus detalles van sangrados debajo. Los problemas aparecen abajo mientras escribe. No se guarda nada hasta que usted guarde.
diagnostics = Problemas
no-diagnostics = Ningún problema en este archivo.
at-line = línea { $line }
read-only = Esta aplicación se abrió en modo de solo lectura: no se puede guardar nada.
conflict = El archivo cambió en el disco entretanto. No se pierde nada de ninguno de los dos textos: reúna lo que deba quedar y guarde.
mine = Su texto
theirs = El texto que está ahora en el disco
add-to-record = Añadir al expediente
add-act = Un acto
add-duty = Una obligación
add-finding = Una declaración
add-source = Una fuente
f-day = Fecha
f-name = Nombre en el expediente (minúsculas, cifras, guiones)
f-author = Dictado por
f-title = Título del documento
f-notified = Notificado el
f-published = Publicado el
f-effects = Qué hace, un efecto por línea
f-note = Nota
f-mode = Tipo de obligación
f-bearer = Quién debe hacerlo
f-deed = Qué hay que hacer, como report(IA.Court)
f-by = Plazo
f-label = Nombre de esta parte del acto
f-duty = Qué obligación
f-outcome = Resultado
f-as-of = A fecha de
f-source = Fuente
f-pin = Lugar en la fuente, como para.3
f-quote = Cita, en el idioma de la fuente
f-language = Idioma (dos letras)
f-text-file = Archivo con su texto, dentro del expediente
f-url = Dirección
write = Guardar
preview = Vista previa
as-written = Como se guardará
no-place = No se puede escribir en «{ $file }»: debe ser un archivo .vig dentro de la carpeta de este asunto.
name-character = Un archivo nuevo no puede llamarse «{ $file }»: el carácter { $character } es invisible o no se admite en todos los sistemas.
name-ends = Un archivo nuevo no puede llamarse «{ $file }»: el nombre empieza o termina con un punto o un espacio.
name-device = Un archivo nuevo no puede llamarse «{ $file }»: Windows reserva ese nombre para un dispositivo.
name-clash = Un archivo nuevo no puede llamarse «{ $file }»: algunos sistemas lo confunden con «{ $other }», que ya existe.
disk-refused = { $file } no se escribió: { $why }.
gone = { $file } fue eliminado entretanto. Su texto sigue aquí. Puede crear el archivo de nuevo.
create-again = Crear de nuevo el archivo
not-text = { $file } no es texto en UTF-8, así que queda como está. Conviértalo antes a UTF-8 con otro programa.
overwritten = Otro texto de este archivo se conserva en { $path }. Otro programa lo escribió en el momento de guardar, o un guardado se interrumpió. Copie lo que necesite y bórrelo allí.
resend-title = Aún no enviado
resend-why = La aplicación se volvió a iniciar mientras su página estaba abierta, así que no se ha escrito nada. Lo que usted escribió sigue aquí. Envíelo de nuevo para continuar.
resend = Enviar de nuevo

# Who
who-title = Quién y cuándo
who-over = Sobre
who-all = todos los días
who-day = el día elegido
who-examples = Preguntas que este expediente responde
who-bars = A lo largo de los años
who-hint = Una situación o una actuación con variables, como party(?state, ACHR); o bien: somebody must report(?to).

# What if
what-if-hint = Escriba un acto como en un expediente. No se guarda nada hasta que lo conserve. Un punto y coma empieza otra línea.
act-text = El acto
try = Probar
keep = Conservar: guardarlo en el expediente
drop = Descartar
would-change = Qué cambiaría
not-understood = No se entiende el acto:

# The copy
copied = Una copia hecha el { $day }. Muestra las respuestas de cada día y en ella no se puede cambiar nada.
