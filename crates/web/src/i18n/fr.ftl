# Mots de l’interface, en français. Keys and their variables are the same in every language; a test holds them together.

# The page
skip = Aller au contenu
nav-way = Où vous êtes
nav-language = Langue
nav-matter = Pages de cette affaire
also-as = Cette page en
footer = Déduit du dossier, selon les points de vue indiqués. Vigente ne déclare aucun vainqueur entre ordres juridiques.
changed-on-disk = Les fichiers ont changé sur le disque.
not-found = Introuvable
fault = Cette page n’a pas pu être créée
fault-help = Vigente contient une erreur. Les autres pages fonctionnent toujours. Merci de signaler l’erreur avec l’adresse de cette page.
wrong-day = « { $written } » n’est pas une date : écrivez année-mois-jour, par exemple 2023-12-04.

# Matters
matters = Affaires
search = Rechercher
search-hint = nom, acte, source, organe
find = Chercher
narrow = Restreindre la liste
facet-state = État ou organisation
facet-organ = Organe ou personne
facet-kind = Type de conflit
facet-viewpoint = Point de vue
matters-found = { $n ->
    [one] { $n } affaire
   *[other] { $n } affaires
}
matters-unread = { $n ->
    [one] encore { $n } en cours de lecture
   *[other] encore { $n } en cours de lecture
}
found-more = { $n ->
    [one] et { $n } autre
   *[other] et { $n } autres
}
found-act = acte
found-organ = organe
found-person = personne
found-thing = chose
found-status = situation
found-source = source
nav-pages = Pages de la liste
page-before = Précédentes
page-after = Suivantes
range = { $first } à { $last }
no-matter = Aucune affaire, aucun acte, aucune source ni aucun organe ne porte ce nom.
open-collisions = { $n ->
    [one] { $n } conflit ouvert
   *[other] { $n } conflits ouverts
}
duties-due = { $n ->
    [one] { $n } obligation à exécuter
   *[other] { $n } obligations à exécuter
}
duties-overdue = { $n ->
    [one] { $n } obligation à l’échéance dépassée
   *[other] { $n } obligations à l’échéance dépassée
}
next-deadline = prochaine échéance : { $day }
last-act = Dernier acte
acts-on-record = { $n ->
    [one] { $n } acte au dossier
   *[other] { $n } actes au dossier
}
errors-in-texts = { $n ->
    [one] { $n } erreur dans les textes : ce qui en dépend est omis
   *[other] { $n } erreurs dans les textes : ce qui en dépend est omis
}

# Tabs
tab-matter = Vue d’ensemble
tab-collisions = Conflits
tab-duties = Obligations
tab-who = Qui
tab-sources = Sources
tab-what-if = Et si… ?
tab-text = Texte
tab-check = Contrôle

# The day
choose-day = Choisir le jour
day = Jour
known-by = Connu au
stood = En l’état de ce jour
viewpoints = Points de vue
show = Afficher
slider = Parcourir les jours où quelque chose change
slider-about = Les flèches vont d’un changement à l’autre ; Début et Fin, au premier et au dernier.
change-before = Changement précédent
change-after = Changement suivant
on-the-day = Le { $day }
nothing-changes = Cette réponse vaut : { $days }.
to-timeline = vers la chronologie
timeline = Chronologie
timeline-hint = Une ligne par autorité, la plus haute d’abord. Chaque point est un acte et mène à sa page. Les barres du bas montrent ce qui est en vigueur selon chaque point de vue.
timeline-file = L’image est grande : l’ouvrir à part

# The columns
head-collide = Où les autorités sont en conflit
head-must = Qui doit faire quoi et pour quand
head-in-force = Ce qui est en vigueur et ce qui ne l’est pas
head-statuses = Où en sont les personnes et les choses
head-hindsight = Où le recul et le jour même diffèrent
head-past = Réponses de jours antérieurs qui sont différentes avec le recul : { $n }
head-resting = Reposant sur des actes tombés
col-duty = Obligation
col-act = Acte
col-status = Situation
col-what = Quoi
col-whose = Point de vue
col-answer = Réponse
col-that-day = Ce jour-là
col-hindsight = Avec le recul
col-days = Ces jours-là
col-then = Alors
col-does = Ce qu’il fait
col-because = Parce que
col-before = Avant
col-after = Maintenant
col-prevails = Qui prévaut
why-this = Pourquoi ?
differs = les points de vue diffèrent
joined = conflit { $n }
stood-then = ce jour-là : { $state }
stood-hint = En l’état du jour même, avant les actes postérieurs
more-items = { $n ->
    [one] encore { $n } élément : tout afficher
   *[other] encore { $n } éléments : tout afficher
}

# An act
day-made = Pris
day-notified = Notifié
day-published = Publié
day-effective = Prend effet le
day-known = Connu depuis
refs = Faits
why-in-force = Est-il en vigueur, et pourquoi ?
unverified = Non vérifié
other-reading = Autre lecture de « { $what } » : { $day }.
parts = Parties
head-life = Son histoire, selon chaque point de vue
stood-alike = En l’état de chaque jour : la même chose.
head-touched = Actes qui l’atteignent
head-positions = Positions prises (elles ne décident rien)
head-cites = Ses sources
head-written = Son texte dans le dossier
contradicts = dit le contraire :
no-act = Il n’y a pas d’acte, de partie, de situation ni d’obligation du nom de « { $name } ».

# Why
why = Pourquoi ?
why-for = Pourquoi – { $who }
sign-yes = Oui :
sign-no = Non :
sign-open = Indéterminé :
decides = ceci décide
question = Question
ask = Demander
ask-another = Poser une autre question
ask-something = la question manque : ?q=…
ask-hint = Un nom avec un état (NAME in force, NAME binds), une situation comme party(PE, ACHR), ou que quelqu’un doit faire quelque chose (PE must release(X)).

# Collisions
other-days = À d’autres jours
perhaps-now = peut-être ce jour-là
against = contre
no-such-collision = Le dossier ne contient pas ce conflit, tel que demandé : « { $name } ».
binds-whom = Qui est concerné :
dilemma-within = Quoi qu’il fasse, quelque chose est enfreint selon { $who }.
repeated-by = réitérée par
head-prevails = Qui prévaut selon qui
nobody-prevails = aucun
head-options = Ce que pourrait faire le { $day } : { $who }
other-options = { $n ->
    [one] { $n } autre action qu’une obligation exige ou interdit
   *[other] { $n } autres actions que des obligations exigent ou interdisent
}
head-rests-on = Les actes sur lesquels il repose

# Duties
any = tous
bearer = À la charge de
authority = Imposée par
state = État
claims = Allégations et constats
claims-claimed = seulement alléguée
claims-contradicted = contredite par un constat
claims-opposed = contestée
claims-confirmed = confirmée par un constat
claims-stale = alléguée il y a longtemps
claims-unassessed = non évaluée
claims-conflict = constats contradictoires
due-before = Échéance avant le
since = Changements depuis
clear = Effacer
shown-of = { $shown } sur { $all } obligations
changed-since = Réponses qui ont changé depuis le { $day }
nothing-changed = Aucune réponse n’a changé.
changes-n = { $n ->
    [one] { $n } réponse a changé
   *[other] { $n } réponses ont changé
}

all-duties-title = Obligations de toutes les affaires
all-duties = Toutes les obligations
calendar = Calendrier de ces échéances
all-duties-since = La réponse donnée ce jour-là, avec les actes pris jusqu’alors, à côté de celle d’aujourd’hui.
col-matter = Affaire
col-deadline = Échéance

# Sources
col-source = Source
col-text = Texte
col-cited = Citations
col-verified = Passages cités
col-paragraphs = Paragraphes cités
at-hand = disponible
not-at-hand = non disponible
verified-n = { $n ->
    [one] { $n } trouvé
   *[other] { $n } trouvés
}
failed-n = { $n ->
    [one] { $n } introuvable
   *[other] { $n } introuvables
}
no-source = Il n’y a pas de source du nom de « { $name } ».
reader-hint = Le dossier cite les passages marqués. À côté de chacun figure ce qui s’appuie sur lui. Sélectionnez des mots pour les citer.
uncited-n = { $n ->
    [one] { $n } paragraphe n’est pas cité.
   *[other] { $n } paragraphes ne sont pas cités.
}
uncited = non cité
remark = Remarque
contradicted-by = contredit par
quote-missing = passage introuvable :
quote-this = Citer ceci
text-not-at-hand = Le texte de cette source n’est pas disponible. Placez-le dans le dossier de l’affaire et indiquez-le : file "sources/nom.txt".
cited-elsewhere = Citée sans indication de passage
cited-by = Citée par

# Check
error = erreur
warning = avertissement
note = note
errors-n = { $n ->
    [0] aucune erreur
    [one] { $n } erreur
   *[other] { $n } erreurs
}
warnings-n = { $n ->
    [0] aucun avertissement
    [one] { $n } avertissement
   *[other] { $n } avertissements
}
notes-n = { $n ->
    [one] Afficher aussi { $n } note
   *[other] Afficher aussi { $n } notes
}
expected-n = { $n ->
    [one] { $n } attente confirmée
   *[other] { $n } attentes confirmées
}
unexpected-n = { $n ->
    [one] { $n } non
   *[other] { $n } non
}
expectations = Attentes
came-true = confirmée
came-false = non confirmée

# Text and forms
file = Fichier
save = Enregistrer
lay-out = Mettre en forme
saved = Enregistré dans { $file }.
text-hint = Chaque entrée commence au début d’une ligne ; ses détails sont en retrait dessous. Les problèmes s’affichent plus bas à mesure que vous écrivez. Rien n’est enregistré tant que vous n’enregistrez pas.
diagnostics = Problèmes
no-diagnostics = Aucun problème dans ce fichier.
at-line = ligne { $line }
read-only = Cette application a été lancée en lecture seule : rien ne peut être enregistré.
conflict = Le fichier a changé sur le disque entre-temps. Rien des deux textes n’est perdu : réunissez ce qui doit rester, puis enregistrez.
mine = Votre texte
theirs = Le texte actuellement sur le disque
add-to-record = Ajouter au dossier
add-act = Un acte
add-duty = Une obligation
add-finding = Un constat
add-source = Une source
f-day = Date
f-name = Nom dans le dossier (minuscules, chiffres, traits d’union)
f-author = Pris par
f-title = Titre du document
f-notified = Notifié le
f-published = Publié le
f-effects = Ce qu’il fait, un effet par ligne
f-note = Remarque
f-mode = Type d’obligation
f-bearer = Qui doit le faire
f-deed = Ce qui doit être fait, par exemple report(IA.Court)
f-by = Échéance
f-label = Nom de cette partie de l’acte
f-duty = Quelle obligation
f-outcome = Résultat
f-as-of = À la date du
f-source = Source
f-pin = Endroit dans la source, par exemple para.3
f-quote = Citation, dans la langue de la source
f-language = Langue (deux lettres)
f-text-file = Fichier contenant son texte, dans le dossier
f-url = Adresse
write = Enregistrer
preview = Aperçu
as-written = Tel qu’il sera enregistré
no-place = Impossible d’écrire dans « { $file } » : ce doit être un fichier .vig dans le dossier de cette affaire.
name-character = Un nouveau fichier ne peut pas s’appeler « { $file } » : le caractère { $character } est invisible ou n’est pas admis par tous les systèmes.
name-ends = Un nouveau fichier ne peut pas s’appeler « { $file } » : le nom commence ou finit par un point ou une espace.
name-device = Un nouveau fichier ne peut pas s’appeler « { $file } » : Windows réserve ce nom à un périphérique.
name-clash = Un nouveau fichier ne peut pas s’appeler « { $file } » : certains systèmes le confondent avec « { $other } », qui existe déjà.
disk-refused = { $file } n’a pas été écrit : { $why }.
gone = { $file } a été supprimé entre-temps. Votre texte est toujours là. Vous pouvez recréer le fichier.
create-again = Recréer le fichier
not-text = { $file } n’est pas du texte UTF-8 et reste donc tel quel. Convertissez-le d’abord en UTF-8 avec un autre programme.
overwritten = Un autre texte de ce fichier est conservé dans { $path }. Un autre programme l’a écrit au moment d’un enregistrement, ou un enregistrement a été interrompu. Copiez ce dont vous avez besoin, puis supprimez-le à cet endroit.
resend-title = Pas encore envoyé
resend-why = L’application a été relancée pendant que votre page était ouverte : rien n’a donc été écrit. Ce que vous avez écrit est toujours là. Renvoyez-le pour continuer.
resend = Renvoyer

# Who
who-title = Qui, et quand
who-over = Sur
who-all = tous les jours
who-day = le jour choisi
who-examples = Questions auxquelles ce dossier répond
who-bars = Au fil des ans
who-hint = Une situation ou une action avec des variables, comme party(?state, ACHR) ; ou : somebody must report(?to).

# What if
what-if-hint = Écrivez un acte comme dans un dossier. Rien n’est enregistré tant que vous ne le gardez pas. Un point-virgule commence une nouvelle ligne.
act-text = L’acte
try = Essayer
keep = Garder : l’enregistrer dans le dossier
drop = Abandonner
would-change = Ce qui changerait
not-understood = L’acte ne peut être compris :

# The copy
copied = Une copie faite le { $day }. Elle montre les réponses de chaque jour, et rien ne peut y être modifié.
