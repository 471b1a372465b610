# Bonuses, points, the leaderboard, what the bot may write, and rounds in the history.

rewards = Rewards
bonus = Bonus
bonus-played = { $done } of { $needed } played
bonus-until = until { $at }
offer-waits = { $amount } bonus is offered to you
offer-waits-spins = Free spins are offered to you
offer-waits-text = See the terms first. Yours to take until { $at }.
offers-waiting =
    { $count ->
        [one] An offer for you
       *[other] { $count } offers for you
    }
offer-take-until = Yours to take until { $at }.
bonuses-not-read = We can’t read your bonuses now.

# How a bonus comes to a player.
bonus-kind-first-deposit = Deposit bonus
bonus-kind-free-spins = Free spins
bonus-kind-code = Bonus by code

# The active one.
bonus-none = No bonus is active.
bonus-none-text = What you win is cash, and yours to take out.
bonus-to-go = { $left } to go
bonus-bar = Played of the bonus
bonus-most-stake = Highest stake
bonus-ends = Ends
bonus-becomes = Becomes
becomes-all = all cash
becomes-most = cash, up to { $most }
bonus-give-up = Give it up
bonus-terms = All terms
counts-title = What counts
counts-all = Every stake counts, whether cash or bonus.
counts-cash = Only the cash in a stake counts.
counts-bonus = Only the bonus in a stake counts.
counts-others = Games that are not named count nothing.
spins-left-text = { $game }, { $stake } each, paid by us. What they win is bonus.
spins-play = Play them
spins-first = It starts to count with the first win of your free spins.

# What can be taken out.
withdrawable-title = What can I withdraw?
withdrawable-now = You can take out now
withdrawable-locked = Kept until the bonus ends
withdrawable-bonus = Bonus, not cash yet
withdrawable-all = All of your cash is free.
withdrawable-gives-up = Your cash is free. Taking any of it out gives the bonus up.
withdrawable-locked-text = The bonus keeps this cash until it is played or given up.
withdrawable-cost = See what it costs

# Offers and their terms, in plain words, before anything is pressed.
offers = Offers
offers-none = No offer waits for you.
offer-for-deposit = For your deposit of { $deposit }.
offer-take = Take it
offer-take-sum = Take { $amount }
offer-no = No, thanks
offer-leave-title = Refuse this offer?
offer-leave-text = It is made once, and does not come again. If you leave it, it waits until its time is over.
offer-leave-keep = Leave it for now
offer-leave-do = Refuse it
offer-until = Yours to take until { $at }. If you leave it, nothing happens.
offer-waits-for-other = Another bonus is active. It ends first.
term-deposit = Deposit
term-deposit-value = { $least } or more, { $percent } of it, up to { $most }
term-bonus = Bonus
term-spins = Free spins
term-spins-value = { $count }× { $game } at { $stake }
term-play = To play
term-play-value = { $needed }, { $times }× the bonus
term-play-times = { $times }× the bonus
term-play-spins = { $times }× what the spins win
term-time = Time to play
term-stake = Stakes
term-stake-value = up to { $most } a round
term-counts = Counts
term-cash = Your cash
term-cash-sticky = stays until the bonus is played or given up
term-cash-non-sticky = free; taking it out gives the bonus up
term-order = Staked first
term-order-cash-first = your cash
term-order-bonus-first = the bonus
term-becomes = Then it becomes

# Giving it up.
cost-title = Give the bonus up?
cost-lose = You lose
cost-lose-text = the bonus and what it won
cost-keep = You keep
cost-keep-text = all of your cash
cost-spins = Free spins you lose
cost-played = Played so far
cost-open =
    { $count ->
        [one] A round is open. What the bonus wins in it is lost, too.
       *[other] { $count } rounds are open. What the bonus wins in them is lost, too.
    }
cost-final = Giving it up can’t be undone.
cost-as-of = As of { $time }
cost-keep-it = Keep the bonus
cost-give-up = Give up { $amount }
cost-give-up-spins = Give up the free spins
cost-over = This bonus has ended.

# A code.
code-title = Promo code
code-hint = You see the terms first. Nothing starts until you say so.
code-unclear = A code has 3 to 32 letters and digits.
code-look-up = Look it up
code-have = I have a code

# Those that ended.
bonus-ended-title = Ended
bonus-ended-completed = played, { $converted } became cash
bonus-ended-completed-capped = played, { $converted } became cash, { $forfeited } was above the cap
bonus-ended-missed = not taken in time
bonus-ended-expired = time ran out, { $forfeited } taken back
bonus-ended-lost = nothing was left of it
bonus-ended-cancelled = ended early, { $forfeited } went back
bonus-ended-withdrawn = you took cash out, { $forfeited } given up
bonus-ended-declined = not taken
promotions-title = What there is
promotion-first-deposit = Comes with your first deposit.
promotion-free-spins = Come with your first deposit.
promotion-code = Comes with a code.

# Points.
level-named = Level { $level }, { $name }
level-points =
    { $points ->
        [one] { $points } point
       *[other] { $points } points
    }
level-next =
    { $points ->
        [one] { $points } point to { $name }.
       *[other] { $points } points to { $name }.
    }
level-top = The highest there is.
level-rule = { $amount } of cash staked is a point. Points are never taken away.
level-bar = On the way to the next level

# The table of the week.
leaderboard = Table of the week
leaderboard-ends = Ends { $at }
leaderboard-see = See the table
leaderboard-points = Points
leaderboard-rank = Place
leaderboard-player = Player
leaderboard-you = You
leaderboard-empty = Nobody has a point yet this week. The first cash that is staked opens the table.
leaderboard-not-you = You are not on it yet.
leaderboard-rule = Points of cash that was staked since Monday. As of { $time }; the last seconds may be missing.
leaderboard-names = Others see the last four characters of your invite code, or “Hidden” if you like.

# What the bot may write.
notices = What the bot may write
notices-text = Money, codes and verification are always told.
notice-promotions = Promotions
notice-promotions-text = New offers and codes
notice-wagering = Bonuses
notice-wagering-text = A bonus that is played, or about to end
notice-vip = Levels
notice-vip-text = When you reach one
notice-quiet = Quiet hours
notice-quiet-text = What comes meanwhile is told when they end
notice-from = From
notice-until = Until
notice-zone = On the clock of { $zone }
notice-zone-take = Take this device’s: { $zone }
notice-listed = My code on the table
notice-listed-text = Its last four characters; otherwise you are “Hidden”

rewards-not-offer-over = This offer has ended. Nothing was changed.
rewards-not-bonus-active = Another bonus is active. Play it or give it up first.
rewards-not-excluded = No bonus can start for you now.
rewards-not-deposit-gone = The deposit it came with was taken back or taken out.
rewards-not-bonus-over = This bonus has ended already.
rewards-not-cost-changed = It costs something else by now. Look at it again.
rewards-not-no-such-code = There is no such code, or it is over.
rewards-not-code-used = You entered this code before.
rewards-not-wrong-wallet = This code is for another currency than your wallet’s.
rewards-not-no-such-grant = There is no such bonus. Open the page again.
rewards-not-no-such-zone = We do not know this time zone. Nothing was changed.
rewards-offline = You are offline. Nothing was changed; try again when you are back.
rewards-unavailable = That did not reach us. Try again: nothing is done twice.

# Rounds in the history.
history-play = Play
rounds-none = No round was played yet.
rounds-earlier = Earlier rounds are under Play
rounds-many =
    { $count ->
        [one] { $count } round
       *[other] { $count } rounds
    }
rounds-paid = { $staked } paid { $paid }
round-free = free spin
round-is-open = round open
day-play = play
day-in = in
day-out = out
round = Round
round-stake = Stake
round-stake-free = Stake, paid by us
round-gave = Paid
round-times = Multiplier
round-money = Which money
round-share = A win goes back in the shares the stake came from.
round-then = { $staked }, then { $paid }
bonus-before = Bonus before
bonus-after = Bonus after
round-fairness = Fairness
round-seal = Our seal
round-seed = Your seed, counter
round-check = Check this round
round-go-on = Go on playing it
round-left = Nobody came back to this round, or a break began. It was ended by its rule, and pays what it showed.
replay = Replay
replay-of = How it came out: { $words }

# How a round came out, in a few words. Figures come written as the language writes them.
fell-brass-orchard =
    { $count ->
        [0] no line
        [one] { $count } line
       *[other] { $count } lines
    }
fell-dice =
    { $side ->
        [under] { $roll }, for under { $target }
       *[over] { $roll }, for over { $target }
    }
fell-limbo = { $reached }×, for { $target }×
fell-mines =
    { $ended ->
        [mine] a mine at tile { $opened }, { $mines } hidden
       *[other] { $opened } opened, { $mines } mines
    }
fell-coin-flip =
    { $fell ->
        [heads] heads
       *[tails] tails
    }
fell-guess = { $drawn }, for { $number }
fell-drop = { $face }
fell-mini-spin = { $left }, { $middle }, { $right }
