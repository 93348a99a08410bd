# Palabras de las vistas, en español. Las claves son las mismas en cada lengua; una prueba lo vigila.

on-day = al { $day }
