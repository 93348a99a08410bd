# Mots des écrans, en français, dans les termes du droit. Les clés et leurs variables sont les mêmes dans chaque langue ;
# des tests les tiennent ensemble. En français, zéro et un sont `one` : on y écrit { $n }, jamais 1. Un nom du dossier
# n’est jamais précédé de « de » ni de « que » : rien ne dit s’il faut élider.

# Jours
first-of-month = 1er
day-short = { $day } { $month } { $year }
day-long = { $day } { $month } { $year }
month-of = { $month } { $year }
day-unknown = une date inconnue
some-day-between = une date entre le { $from } et le { $to }
some-day-from = une date non antérieure au { $from }
some-day-until = une date non postérieure au { $to }
on-date = le { $day }
on-period = en { $day }
on-some-day = à { $day }
since-date = depuis le { $day }
since-period = depuis { $day }
only-day = le { $from } seulement
from-to = du { $from } au { $to }
from-on = depuis le { $from }
up-to = jusqu’au { $to }
always = toujours
perhaps = peut-être { $what }
month-short-1 = janv.
month-short-2 = févr.
month-short-3 = mars
month-short-4 = avr.
month-short-5 = mai
month-short-6 = juin
month-short-7 = juil.
month-short-8 = août
month-short-9 = sept.
month-short-10 = oct.
month-short-11 = nov.
month-short-12 = déc.
month-long-1 = janvier
month-long-2 = février
month-long-3 = mars
month-long-4 = avril
month-long-5 = mai
month-long-6 = juin
month-long-7 = juillet
month-long-8 = août
month-long-9 = septembre
month-long-10 = octobre
month-long-11 = novembre
month-long-12 = décembre

# Signes
colon = { " : " }
semicolon = { " ; " }
behind-bearer = { " : " }
quoted = « { $text } »

# La question
the-day = Le jour
the-acts = Actes comptés
the-known = Connus
acts-any = tous ceux du dossier, même postérieurs (avec le recul)
acts-that-day = ceux pris jusqu’à ce jour (en l’état de ce jour, sans recul)
acts-by = ceux pris jusqu’au { $day }
known-any = quel que soit le jour où ils ont été connus
known-by = seulement ce qui était connu au { $day } (publié ou notifié)
on-day = Au { $day }
with-hindsight = avec le recul (les actes postérieurs comptent aussi)
as-it-stood = en l’état de ce jour (les actes postérieurs ne comptent pas)
made-by = en comptant les actes pris jusqu’au { $day }
as-known-by = selon ce qui était connu au { $day }
no-title = Un dossier sans titre
last-act = { $n ->
    [one] { $n } acte compte ; le dernier à ce jour est { $act } ({ $said }).
   *[other] { $n } actes comptent ; le dernier à ce jour est { $act } ({ $said }).
}
no-act-yet = Aucun acte n’avait été pris à ce jour.
no-viewpoints = Aucun ordre juridique n’agit dans ce dossier : il n’y a pas de point de vue, et on ne peut dire ce qui est en vigueur. Écrivez par exemple : viewpoint PE.TC "Selon le Tribunal", et dessous : prefers PE.TC > PE
viewpoints-intro = { $n ->
    [one] Tel que le voit une seule autorité :
   *[other] Le droit tel que le voit chacune des { $n } autorités ; aucune n’est « la » réponse :
}
everybody = tous
all-alike = Tous les points de vue ci-dessus s’accordent sur :

# Rubriques
head-in-force = CE QUI EST EN VIGUEUR ET CE QUI NE L’EST PAS
head-statuses = OÙ EN SONT LES PERSONNES ET LES CHOSES
nothing-in-force = Rien au dossier à ce jour.
star-note = * Le jour même, avant les actes postérieurs, il en allait autrement : voir plus bas.
head-must = QUI DOIT FAIRE QUOI ET POUR QUAND
nothing-to-do = Nul n’est tenu à rien ce jour-là.
no-such-duty = Il n’y a pas de telle obligation.
yields-note = « Cède » : dans cette colonne, une obligation contraire prévaut. « Oblige » : elle doit être exécutée. « Échéance dépassée » : aucun acte de ce dossier ne l’exécute ; un dossier peut ne pas contenir tous les actes.
head-collide = OÙ LES AUTORITÉS SONT EN CONFLIT
no-collision = Nulle part, d’après le dossier.
head-differ = OÙ LE RECUL ET LE JOUR MÊME DIFFÈRENT
no-difference = Pour le { $day } même : aucune différence.
past-differed = À des jours antérieurs, des actes postérieurs ont changé la réponse :
col-days = ces jours-là
col-then = alors
col-now = maintenant
col-that-day = ce jour-là
col-hindsight = avec le recul
col-seen-by = selon
head-fallen = REPOSANT SUR DES ACTES TOMBÉS
relies = ({ $said }) repose sur { $on }, qui ne subsiste pas selon { $who }
not-shown = Non affiché :
more-parts = { $n ->
    [one] { $n } autre acte
   *[other] { $n } autres actes
}
more-statuses = { $n ->
    [one] { $n } autre situation
   *[other] { $n } autres situations
}
more-duties = { $n ->
    [one] { $n } autre obligation
   *[other] { $n } autres obligations
}
more-collisions = { $n ->
    [one] { $n } autre conflit
   *[other] { $n } autres conflits
}
more-changes = { $n ->
    [one] { $n } autre différence
   *[other] { $n } autres différences
}
more-positions = { $n ->
    [one] { $n } autre position
   *[other] { $n } autres positions
}
more-reliances = { $n ->
    [one] { $n } autre acte reposant sur un acte tombé
   *[other] { $n } autres actes reposant sur des actes tombés
}
ask-why = Les raisons de chacun de ces points :
ask-stood = Le même jour sans les actes postérieurs :

# États : ceux des actes s’accordent avec « acte », ceux des obligations avec « obligation »
state-in-force = en vigueur
state-stands = subsiste
state-suspended = suspendu
state-annulled = annulé
state-disapplied = laissé inappliqué
state-void = nul de plein droit
state-repealed = abrogé
state-ended = arrivé à son terme
state-not-yet-in-effect = encore sans effet
state-not-yet-made = pas encore pris
state-not-on-record = absent du dossier
state-unrecognised = non reconnu
state-undetermined = indéterminé
state-holds = oui
state-does-not-hold = non
state-nothing-on-record = rien au dossier
state-done = fait
state-not-done = non fait
state-binds = oblige
state-yields = cède
state-recommended = recommandée
state-dormant = en sommeil
state-absent = n’existe pas
state-pending = à exécuter
state-performed = exécutée
state-late = exécutée en retard
state-overdue = échéance dépassée
state-partly = exécutée en partie
state-lifted = levée
state-observed = respectée
state-broken = enfreinte
state-overridden = accomplie pendant qu’elle cédait
state-impossible = devenue impossible
state-defeated = rendue impossible par l’obligé
state-followed = suivie
state-not-followed = non suivie
state-kept = respectée
state-unkept = non respectée
state-collides = conflit
state-no-collision = pas de conflit
value-true = oui
value-false = non
value-undetermined = indéterminé : le dossier ne permet pas de trancher
value-contested = contesté : les points de vue diffèrent
value-silent = muet : ce point de vue ne reconnaît pas l’auteur
value-not-on-record = absent du dossier
value-nothing-on-record = rien au dossier

# Raisons, derrière un état
reason-unattacked = nul ne l’a attaqué
reason-annulled-by = par { $by }
reason-disapplied-by = par { $by }
reason-repealed-by = par { $by }, { $day }
reason-suspended-by = par { $by }
reason-void-under = selon { $norm }
reason-attack-fell-by = l’acte qui l’attaquait a été écarté par { $by }
reason-attack-suspended-by = l’acte qui l’attaquait est suspendu par { $by }
reason-attack-repealed-by = l’acte qui le suspendait a été abrogé par { $by }
reason-attack-void = l’acte qui l’attaquait est nul selon { $norm }
reason-attack-ended = { $by } a cessé de l’atteindre { $day }
reason-attack-not-yet = { $by } commence à l’atteindre { $day }
reason-attack-condition = { $by } l’attaque sous une condition qui n’est pas remplie
reason-restored-by = rétabli par { $by }
reason-attack-lacks-rank = { $by } l’attaque, mais ne prévaut pas ici
reason-upheld-by = confirmé par { $by }
reason-attack-inert = { $by } ne l’atteint pas
reason-unrecognised = son auteur n’est pas reconnu
reason-not-on-record = ne figurait pas encore au dossier
reason-made-on = pris { $day }
reason-takes-effect-on = prend effet { $day }
reason-ended-on = a pris fin { $day }
reason-yields-to = devant { $by }
reason-prevails-over = prévaut sur { $by }
reason-yields-in-part = cède devant { $by }, mais pour son seul destinataire
reason-carried-by = par { $by }
reason-cut-by = { $by } y a mis fin
reason-title-annulled-by = ce qui le conférerait est annulé par { $by }
reason-title-repealed-by = ce qui le conférait a été abrogé par { $by }
reason-title-suspended-by = ce qui le conférerait est suspendu par { $by }
reason-title-void = ce qui le conférerait est nul selon { $norm }
reason-title-disapplied-by = ce qui le conférerait est laissé inappliqué par { $by }
reason-title-unrecognised = l’autorité dont émane { $by } n’est pas reconnue
reason-norms-unrecognised = les normes dont { $by } est l’auteur ne sont pas reconnues
reason-title-not-yet = { $by } le confère, effet prévu { $day }
reason-title-condition = { $by } le confère sous une condition qui n’est pas remplie
reason-norm-does-not-apply = { $norm } ne s’applique pas à { $by }
reason-read-from = selon l’affaire { $by }
reason-no-title = rien ne le confère
reason-silence = les normes le tiennent pour un non
reason-deed-of = par l’effet de l’acte { $by }
reason-discharged-by = éteinte par { $by }
reason-condition-fails = une condition n’est pas remplie
reason-date-unknown = une date est inconnue
reason-circle = cela dépend de soi-même

# Ce que fait un acte
doing-begins = commence : { $what }
doing-ends = prend fin : { $what }
doing-annuls = annule { $what }
doing-repeals = abroge { $what }
doing-suspends = suspend { $what }
doing-disapplies = laisse { $what } inappliqué à l’égard de : { $whom }
disapplied-to = laissé inappliqué par { $by } à l’égard de : { $whom }
doing-restores = rétablit { $what }
doing-upholds = confirme { $what }
doing-discharges = éteint { $what }
doing-discharges-duties-of = éteint les obligations à la charge de : { $what }
doing-moves = change l’échéance : { $what } ({ $day })
doing-finds-fulfilled = constate l’exécution : { $what }
doing-finds-partly = constate l’exécution partielle : { $what }
doing-finds-breached = constate la violation : { $what }
doing-claims-fulfilled = affirme avoir exécuté : { $what }
doing-claims-partly = affirme avoir exécuté en partie : { $what }
doing-claims-breached = reconnaît avoir violé : { $what }
doing-finds-breach = constate la violation par { $what } : { $norm }
doing-claims-no-power = dénie à { $what } tout pouvoir sur { $whom }
doing-supports = soutient { $what }
doing-opposes = s’oppose à { $what }
doing-says = prend position
doing-relies = s’appuie sur { $what }
doing-under = { $what } (selon { $norm })
doing-as-of = { $what } (à la date du { $day })
doing-with-words = { $what } (« { $text } »)

# Obligations
mode-requires = doit
mode-forbids = ne doit pas
mode-permits = peut
mode-urges = devrait
permission-binds = permis
must = doit
must-not = ne doit pas
may = peut
must-that = doit assurer ce qui suit :
must-not-that = ne doit pas provoquer ce qui suit :
may-that = peut provoquer ce qui suit :
should = devrait
should-that = devrait assurer ce qui suit :
not-phrase = il n’est pas vrai que : { $what }
by-day = échéance : { $day }
time-year = { $n ->
    [one] { $n } an
   *[other] { $n } ans
 }
time-month = { $n ->
    [one] { $n } mois
   *[other] { $n } mois
 }
time-week = { $n ->
    [one] { $n } semaine
   *[other] { $n } semaines
 }
time-day = { $n ->
    [one] { $n } jour
   *[other] { $n } jours
 }
time-and = { " " }et{ " " }
within-of = échéance : { $time } (point de départ : { $from })
at-once = sans délai
counted-from-made = sa date
counted-from-notified = sa notification
counted-from-published = sa publication
counted-from-effect = sa prise d’effet
then-every = puis à intervalle de { $every }
by-norm = selon { $norm }
triggered-by = à la suite de { $act }
for-whom = au bénéfice de : { $who }
repeated-by = réitérée par { $by }
to-duty = devant { $to }
days-left = { $n ->
    [0] (aujourd’hui)
    [one] (reste { $n } jour)
   *[other] (restent { $n } jours)
}
days-over = { $n ->
    [one] (il y a { $n } jour)
   *[other] (il y a { $n } jours)
}
done-by = { $act }, { $day }
balance = payé { $paid } sur { $owed } ({ $by }) ; reste dû { $left }
payment-uncertain = peut-être { $act } : { $amount }
found = { $by } l’a constatée { $outcome }
claimed = { $by } l’affirme { $outcome }
outcome-fulfilled = exécutée
outcome-partly = exécutée en partie
outcome-breached = violée
no-outcome = nul ne se prononce à ce sujet
flag-claimed-only = seulement alléguée
flag-claim-contradicted = allégation contredite par { $by }
flag-claim-opposed = allégation contestée par { $by }
flag-claim-confirmed = allégation confirmée par { $by }
flag-claim-stale = allégation ancienne depuis le { $day }
flag-performed-unassessed = nul ne l’a évaluée
flag-findings-conflict = constats contradictoires
aspect-standing = vigueur
aspect-status = situation
aspect-binding = obligation
aspect-performance = obligation, son exécution
aspect-collision = conflit

# Conflits
collision-duties = ordonné et interdit
collision-permission = permis et interdit
collision-incompatible = deux ordres qui ne peuvent être exécutés à la fois
collision-dilemma = ordonné et interdit, et les deux ordres obligent à la fois
collision-standing = produit effet pour l’un, non pour l’autre
collision-status = se vérifie pour l’un, non pour l’autre
collision-binds = , obligé : { $who }
collision-arose = , { $since }
collision-other-days = {" "}(pas le jour demandé)
collision-days = jours : { $days }
collision-acts = repose sur : { $acts }
collision-done = fait par { $act } le { $day }
collision-breaks = enfreint { $duty } selon { $who }
side-acts = { $says } – repose sur : { $acts }
says-requires = doit
says-permits = peut
says-forbids = ne doit pas
says-yes = oui
says-no = non
prevails-for = prévaut selon { $who }
prevails-nowhere = ne prévaut selon personne
prevails-neither = indéterminé ou aucun : { $who }
prevails-both = les deux obligent, tout acte en enfreint une : { $who }

# Options
head-options = Ce que peut faire : { $who }
no-options = Ce jour-là, aucune obligation, d’aucun point de vue, ne lui demande rien.
if-done = s’il le fait
if-undone = s’il ne le fait pas
if-so = s’il en est ainsi
if-not-so = s’il n’en est pas ainsi
keeps = respecte
breaks = enfreint
yielding = cèdent :
breaks-abroad = à l’étranger, l’État enfreint :
no-consequence = rien ne s’ensuit
dilemma = { $what } : quoi qu’il fasse, il enfreint quelque chose selon { $who }

# Et si
head-what-if = Ce qui changerait
no-change = Rien ne changerait ce jour-là.
without-effect = { $line } n’a d’effet dans aucun point de vue : { $why }
idle-own-act-begins = { $act } le fait naître lui-même
idle-own-act = { $act } le défait lui-même
idle-upheld = confirmé par { $other }
idle-ended = ce que { $other } fait naître avait déjà pris fin
idle-norm-gives = { $other } le confère tant que ses conditions sont remplies
idle-decided-elsewhere = l’affaire { $other } en décide
idle-begins-later = { $other } le fait naître plus tard
idle-nothing-begins = rien au dossier ne le fait naître
idle-no-power = { $author } ne prévaut sur { $over } dans aucun
col-without = sans lui
col-with = avec lui

# Histoire
life-hindsight = avec le recul
life-stood = en l’état de chaque jour
life-known = selon ce qui était connu chaque jour
life-since = les jours antérieurs sont laissés de côté : trop d’actes entrent en jeu (depuis le { $day })
life-decided = décidé par { $acts }
head-touched = CE QUI L’A ATTEINT
head-positions = POSITIONS PRISES (ELLES NE DÉCIDENT RIEN)

# Pourquoi
answer = Réponse :
stood-otherwise = en l’état de ce jour :
yes-on = oui : { $days }
date-made = le jour où l’acte a été pris
date-notified = le jour de la notification
date-published = le jour de la publication
date-effective = le jour de sa prise d’effet
settled-by = Une donnée inconnue trancherait : { $which } ({ $act } ; { $days }).
head-why = POURQUOI, SELON { $who }
decides = ← ceci décide
deeper = … raisons plus profondes : --json
left-out = … actes plus bas laissés de côté : { $acts } ; pour les voir, demandez « { $ask } »
left-out-here = … autres actes laissés de côté : { $acts }
not-so = il n’en est pas ainsi
not-known = non tranché
rank-none = aucun
rank = rang { $mine }
ranks = rang { $mine } contre { $theirs }
said-in = source : { $source }
contradicted-in = source contraire : { $source }
node-question = { $what }
node-on-record = { $what } figure au dossier
node-recognised = { $other }, dont émane { $what }, est une autorité reconnue
node-stands = { $what } subsiste
node-live = { $what } subsiste, ni abrogé ni suspendu, { $day }
node-an-order = { $what } est un ordre : une recommandation n’oblige jamais
node-can-be-in-force = { $what } peut être en vigueur : il décide quelque chose, ou une norme lui donne des conséquences
node-taken-effect = { $what } a pris effet { $day }
node-not-ended = { $what } n’a pas pris fin { $day }
node-not-repealed = { $what } n’est pas abrogé
node-not-suspended = { $what } n’est pas suspendu
node-not-disapplied = { $what } n’est pas laissé inappliqué à l’égard de : { $other }
node-attack = { $what } l’atteint : { $effect }
node-in-order = { $what } est postérieur à { $other }
node-prevails = { $what } prévaut sur { $other }
node-blocked = { $what } protège { $other }
node-undone = { $what } défait cela : { $effect }
node-attacker-stands = { $what } subsiste à son tour
node-void = selon { $norm }, { $what } est nul de plein droit
node-norm = donné par { $norm }
node-norm-operative = { $norm } est applicable { $day }
node-norms-recognised = les normes dont { $other } est l’auteur sont reconnues
node-enacted = { $what } l’édicte, pour ce qui est fait { $day }
node-reaches-back = sa norme rétroagit ; son application commence { $day }
node-counts = un acte émanant de l’autorité { $what } compte face à ce que donnent les normes dont { $other } est l’auteur
node-deed = { $what } a été fait { $day }
node-counts-as = cela vaut { $what } : { $norm }
node-status = { $what } se vérifie
node-title = { $what } le porte : { $effect }
node-cut = { $what } y a mis fin : { $effect }
node-duty = { $what } oblige
node-yields = elle cède devant { $other }
node-contrary = { $other } lui est contraire et ne la fait pas céder
node-deadline = l’échéance tombe { $day }
node-performance = { $what } : { $state } { $day }
node-finding = { $what } a le dernier mot : { $effect }
node-claim = { $what } : { $effect }
node-condition = { $what }
node-silence = { $what } ; les normes le tiennent pour un non
node-discharge = { $what } l’éteint
node-collision = { $what } est en conflit avec { $other }
node-copy = { $what } le répète de sa propre autorité
node-elsewhere = c’est ainsi dans l’affaire { $other } (demandez-y pourquoi)
node-see-above = { $what } : voir plus haut

# Contrôle
head-sources = SOURCES
verified = { $n ->
    [one] { $n } citation ou ancre trouvée
   *[other] { $n } citations et ancres trouvées
} dans son texte ; introuvables : { $bad }
not-at-hand = { $n ->
    [one] Il manque le texte de { $n } source citée (--sources DIR ajoute des textes) :
   *[other] Il manque les textes de { $n } sources citées (--sources DIR ajoute des textes) :
}
unverified = { $n ->
    [one] { $n } citation ou ancre non vérifiée ;
   *[other] { $n } citations ou ancres non vérifiées ;
}
paragraphs-cited = cités : paragraphes { $list }
paragraphs-contradicted = contredits : paragraphes { $list }
paragraphs-untouched = non cités : paragraphes { $list }
checked-acts = { $n ->
    [one] { $n } acte ;
   *[other] { $n } actes ;
} fichiers lus, paquets compris : { $files }
expectations = { $n ->
    [one] { $n } attente :
   *[other] { $n } attentes :
}
all-came-true = toutes se vérifient
came-false = { $n ->
    [0] aucune n’échoue
    [one] { $n } ne se vérifie pas
   *[other] { $n } ne se vérifient pas
}
not-understood = { $n ->
    [one] { $n } n’est pas comprise
   *[other] { $n } ne sont pas comprises
}
errors = { $n ->
    [one] { $n } erreur
   *[other] { $n } erreurs
}
warnings = { $n ->
    [one] { $n } avertissement
   *[other] { $n } avertissements
}
notes = { $n ->
    [one] { $n } note
   *[other] { $n } notes
}
nothing-wrong = rien à signaler

# L’image
arrow-annuls = annule
arrow-repeals = abroge
arrow-suspends = suspend
arrow-disapplies = laisse inappliqué
arrow-restores = rétablit
arrow-upholds = confirme
arrow-discharges = éteint
arrow-moves = change l’échéance :
arrow-finds = évalue
arrow-claims = formule une allégation sur
arrow-relies = s’appuie sur
works-in = produit effet selon { $who }
works-nowhere = ne produit effet pour personne
chart-about = { $n ->
    [one] { $n } acte
   *[other] { $n } actes
} du { $from } au { $until } ; la ligne en tirets est le { $on }.
chart-scale = Le temps s’étire là où il se passe beaucoup : les distances entre points ne sont pas des durées.
never-in-force = à aucun moment
chart-bars = En vigueur, selon chaque point de vue
chart-left-out = { $n ->
    [one] { $n } autre acte ou situation n’est pas dessiné.
   *[other] { $n } autres actes et situations ne sont pas dessinés.
}
due = { $what } : échéance le { $day }
key-takes = annule, abroge, laisse inappliqué
key-halts = suspend
key-gives = rétablit, confirme
key-speaks = évalue, allègue, s’appuie, déplace, éteint
key-in-force = en vigueur, ou se vérifie
key-suspended = suspendu
key-undetermined = indéterminé
key-deadline = une échéance
key-void = Une flèche pâle en tirets ne produit effet selon aucun point de vue.

# Paquets
head-packs = PAQUETS DISPONIBLES
head-organs = ORGANES
head-instruments = INSTRUMENTS
head-things = PERSONNES ET CHOSES
head-pack-statuses = SITUATIONS
head-deeds = ACTIONS
head-norms = NORMES
head-viewpoints = POINTS DE VUE PROPOSÉS
col-version = version
col-title = titre
col-organs = organes
col-norms = normes
col-unverified = à vérifier
pack-version-is = version { $version }
pack-no-version = sans version
pack-uses = utilise { $packs }
pack-unverified = { $n ->
    [0] rien n’est marqué à vérifier
    [one] { $n } marque : à vérifier
   *[other] { $n } marques : à vérifier
}
pack-articles = articles { $list }
pack-fact = (un fait : il demeure même si son acte tombe)
pack-elsewhere = (d’un autre paquet)
mark-unverified = à vérifier

# Qui
who-all-days = Tous les jours
who-as-they-stood = chacun en l’état de ce jour (les actes postérieurs ne comptent pas)
who-nobody = Personne, d’après le dossier.
not-covered = Le dossier ne déclare pas couvrir cette question : d’autres peuvent manquer.
who-it-is = il en est ainsi
who-certain = { $n ->
    [0] personne avec certitude
    [one] { $n } avec certitude
   *[other] { $n } avec certitude
}
who-possible = { $n } peut-être
key-yes = il en est ainsi
key-alike = Une ligne sans nom de point de vue est la même pour tous.
