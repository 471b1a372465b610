# Words that the chat and the app share.

product = Cage

vip-level-0 = Paper
vip-level-1 = Copper
vip-level-2 = Brass
vip-level-3 = Silver
vip-level-4 = Gold
vip-level-5 = Platinum
one-bonus-at-a-time = One bonus is played at a time. An offer ends on its own date all the same.
