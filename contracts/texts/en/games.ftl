# Games: the frame, the slot, dice and limbo.

# The cards on the first page.
games = Games
how-fair = How fairness works
returns = Returns { $share }
in-chat = In the chat
in-chat-text = This one is played in the chat: send { $command } to the bot.
open-chat = Open the chat
waits-round = Go on with { $game }
waits-round-text = The round is open. Its stake of { $stake } is kept for it.

# The frame.
to-games = Back to games
no-such-game = There is no such game here.
no-table = This game is not played in your currency.
provably-fair = Provably fair
play-money = Money and session
play-bonus = Bonus
play-session = Session
play-net = Net
cabinet = Board
stake = Stake
stakes = Stakes
stake-locked = Stake, locked while the round runs
stake-lower =
    { $to ->
        [none] The lowest stake
       *[other] Lower the stake to { $to }
    }
stake-raise =
    { $to ->
        [none] The highest stake
       *[other] Raise the stake to { $to }
    }
stake-half = ½, half the stake
stake-twice = 2×, twice the stake
stake-free = free
stake-none = A win could be more than this game pays. Choose a lower multiplier.
stake-from-table = Stakes from { $least } to { $most }
stake-from-most-win = Up to { $most } so: no win is above { $win }
stake-from-bonus = Up to { $most }: your bonus allows no more
stake-keys = ↑ ↓ change the stake
sound = Sound
spins-left =
    { $count ->
        [one] { $count } free spin left
       *[other] { $count } free spins left
    }
funds-cash-first = Cash is staked first
funds-bonus-first = Bonus is staked first
last-nets = Net of the last rounds, newest first
last-rounds = Last rounds
round-number = Round
round-paid = Paid
round-line =
    { $stake ->
        [free] Free spin · paid { $paid }
       *[other] Stake { $stake } · paid { $paid }
    }
round-went-cash =
    { $before ->
        [none] Cash { $after }
       *[other] Cash { $before } → { $after }
    }
round-went-bonus =
    { $before ->
        [none] Bonus { $after }
       *[other] Bonus { $before } → { $after }
    }
round-told =
    { $cash ->
        [none] { $title }. { $net }.
       *[other] { $title }. { $net }. Cash { $cash }.
    }
land = Land
land-hint = Tap to land them
take = Take
a-line = { $stake } a line
a-win-pays = a win pays { $win }
how-it-pays = How it pays
pays = Pays
pays-at = At { $stake }
odds = Odds
win-chance = Win chance
returns-text = In the long run { $share } of what is staked comes back. A single round can end anywhere: play is a cost, not an income.
target-bounds = From { $least } to { $most }

# Nobody answered, or the answer is no.
bet-unknown = No answer yet
bet-unknown-text = We ask about this round until we know. It is staked once at most.
act-unknown-text = We ask about this step until we know. It is done once at most.
bet-offline = You are offline. Nothing was staked.
bet-too-fast = That was too fast. Nothing was staked. Try again in a moment.
bet-turned-away = This did not go through. Nothing was staked. Try again.
bet-not-excluded = Play is paused for you. Your money stays yours to take out.
bet-not-kyc-refused = Your verification was refused, so you cannot play. You can take your money out.
bet-not-verification-needed = Before you play we must know who you are.
bet-not-over-loss-limit = It could lose more than your own limit leaves.
bet-not-session-over = Your own limit of time is used up for today.
bet-not-wrong-choice = The game does not know this choice. Choose again.
bet-not-below-least = That is less than the least stake here.
bet-not-over-most = That is more than the most that can be staked here.
bet-not-over-most-win = It could win more than this game pays. Stake less.
bet-not-over-exposure = We cannot take so large a bet at this moment. Stake less.
bet-not-over-bonus-stake = Your bonus allows no such stake. Stake less, or give the bonus up.
bet-not-insufficient-funds = You have less than this stake. Stake less, or pay in.
bet-not-round-open = A round of this game is open. Finish it first.
bet-not-no-free-spin = This free spin is used or over.
bet-not-not-your-wallet = This is not the currency you play in.
bet-not-wrong-action = The game does not know this step.
bet-not-not-legal = This cannot be done as the round stands.
bet-not-round-moved = The round was played on elsewhere. This is how it stands.
bet-not-round-over = The round is over.
bet-not-no-such-round = There is no such round.
way-limits = Limits
way-kyc = Verify
way-rewards = Bonus
way-deposit = Deposit

# Brass Orchard.
spin = Spin
orchard-idle = Three reels, all lines
orchard-idle-text = A fifth of the stake on each of { $count } lines
orchard-turning = The reels turn
orchard-no-line = No line
orchard-two = Two cherries, line { $line }
orchard-three =
    { $symbol ->
        [seven] Three sevens
        [bar] Three bars
        [bell] Three bells
        [clover] Three clovers
        [plum] Three plums
        [lemon] Three lemons
       *[cherry] Three cherries
    }, line { $line }
orchard-lines = { $count } lines: { $lines }
orchard-pays = Three in a line pay, on each of { $count } lines. Two cherries pay at the start of a line.
orchard-on-line = In a line
orchard-line-stake = Line stake
symbol-seven = seven
symbol-bar = bar
symbol-bell = bell
symbol-clover = clover
symbol-plum = plum
symbol-lemon = lemon
symbol-cherry = cherry

# Dice.
roll = Roll
dice-target = Target
dice-wins = Wins
dice-loses = Loses
dice-none = Nothing rolled yet
dice-rolled = Rolled { $roll }
dice-rolling = It rolls
dice-you-roll =
    { $side ->
        [under] Roll under
       *[over] Roll over
    }
dice-flip =
    { $to ->
        [under] To under
       *[over] To over
    }
dice-odds =
    { $side ->
        [under] Under
       *[over] Over
    } { $target }, win chance { $chance }, pays { $pays }
dice-idle =
    { $side ->
        [under] A roll under { $target } wins
       *[over] A roll over { $target } wins
    }
dice-last = Last roll { $roll }
dice-won =
    { $side ->
        [under] { $roll } is under { $target }
       *[over] { $roll } is over { $target }
    }
dice-lost =
    { $side ->
        [under] { $roll } is not under { $target }
       *[over] { $roll } is not over { $target }
    }
dice-bet = Bet
dice-side =
    { $side ->
        [under] under { $target }
       *[over] over { $target }
    }
dice-pays = A roll is one of 10,001 numbers, 0.00 to 100.00. It pays 0.99 divided by your win chance. A roll that equals the target wins on neither side.

# Limbo.
limbo-press = Go
limbo-target = Target
limbo-targets = Targets
limbo-target-is = Target { $target }
limbo-none = Nothing played yet
limbo-reached = It reached { $reached }
limbo-rising = It rises
limbo-idle = { $target } or more wins
limbo-last = The last one reached { $reached }
limbo-won = It reached { $reached }: { $target } is paid
limbo-lost = { $reached } is below { $target }
limbo-pays = Name a multiplier, 1.01 to 10,000. If the number goes as far, your multiplier is paid, however much further it went.

# A bet that was left without an answer, by a reload or by leaving its table.
last-bet-waits = { $game }: your last bet has no answer yet.
last-bet-played = Your last bet was played: { $game }, stake { $stake }, result { $net }.
last-bet-open = Your last bet was taken: { $game }, stake { $stake }. The round is open.
last-bet-not = Your last bet was not played: { $game }, stake { $stake }.
last-bet-see = See the round
last-bet-go-on = Play on
bet-never-arrived = It did not reach us. Nothing was staked.
