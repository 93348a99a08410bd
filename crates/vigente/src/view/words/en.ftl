# Words of the views, in English. Keys are the same in every language; a test holds them together.

on-day = on { $day }
