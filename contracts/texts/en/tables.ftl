# Mines, coin flip and guess the number.

table-chance = Chance
table-pays = Pays
table-paid = Paid on { $stake }

# Mines.
mines-start = Start
mines-take = Take
mines-waits = Open a tile first. There is nothing to take yet.
mines-count =
    { $count ->
        [one] { $count } mine
       *[other] { $count } mines
    }
mines-first = The first gem pays { $times }
mines-hidden =
    { $count ->
        [one] { $count } mine in { $tiles } tiles
       *[other] { $count } mines in { $tiles } tiles
    }
mines-open-one = Open a tile
mines-gems =
    { $gems ->
        [one] { $gems } gem found
       *[other] { $gems } gems found
    }
mines-next = Next: { $times } · { $safe } of { $closed } are safe
mines-ended-taken = You took { $times }
mines-ended-mine =
    { $gems ->
        [0] A mine at the first tile
        [one] A mine, after { $gems } gem
       *[other] A mine, after { $gems } gems
    }
mines-ended-top = The last rung, paid at once: { $times }
mines-ended-left =
    { $gems ->
        [0] Left before the first tile. The stake came back.
       *[other] Left, and paid what it showed: { $times }
    }
mines-board-closed = 25 tiles, { $opened } opened. Start a round to open them.
mines-board-open = 25 tiles, { $opened } opened. Arrow keys move, Enter opens.
mines-tile-closed = Row { $row }, column { $column }, closed
mines-tile-gem = Row { $row }, column { $column }, gem
mines-tile-mine = Row { $row }, column { $column }, mine
mines-tile-hit = Row { $row }, column { $column }, the mine you opened
mines-how-many = Mines
mines-other = Other
mines-another-count = Another number of mines
mines-stays = The round stays open if you leave. Your stake waits here, and you can take what it shows.
mines-pays = Each gem is one rung. Take what the rung pays, or open another tile. A mine ends the round.
mines-column-gems = Gems
mines-column-chance = Chance
mines-column-pays = Pays
mines-column-take = You take

# Coin flip.
coin-flip = Flip
coin-side = Your side
coin-heads = Heads
coin-tails = Tails
coin-either = Heads or tails pays { $times }
coin-in-the-air = In the air
coin-fell-heads = It fell heads
coin-fell-tails = It fell tails
coin-pays = Say which side it falls on. Both are equally likely.

# Guess the number.
guess-draw = Draw
guess-choose = Choose a number
guess-yours = Your number { $number }
guess-one = The right number of ten pays { $times }
guess-drawing = Drawing
guess-drawn = Drawn { $drawn }, you said { $number }
guess-is-drawn = { $number }, drawn
guess-pays = Say one number from 1 to 10. Each is equally likely.
