"""The colours of every figure, on screen and on paper: told apart also by those who do not see all of them."""

BLAA = "#004D99"
ORANGE = "#C2410C"
TURKIS = "#0F9D8A"
LILLA = "#9C7BD0"
SORT = "#1A1A1A"
KATEGORIER = (BLAA, ORANGE, TURKIS, LILLA, SORT)
NEUTRAL = "#8E8E8E"
TEKST = "#111111"
DAEMPET = "#595959"
GITTER = "#DCDCDC"
HVID = "#FFFFFF"
