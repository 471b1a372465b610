# Games in the chat: rules, results, refusals, and how it is proved that all is fair.

menu-games = Games
command-play = See and play the games
command-spin = Spin three symbols
command-guess = Guess a number from 1 to 10
command-drop = Bet on how a die falls
command-rounds = See your last rounds
command-fair = See how it is proved fair

games-menu = <b>Games</b>
    Each result is fixed by two seeds, ours and yours, before it is shown. You can check every one.
games-line = { $game }: { $least } to { $most } a round. { $returns } comes back in the long run.
games-in-app = In the app: { $games }.
games-open-app = Open in the app
games-rounds = Last rounds
games-fair = Is it fair?
games-all = All games

game-stake = Stake { $stake }. You have { $cash } in cash.
game-stake-with-bonus = Stake { $stake }. You have { $cash } in cash and { $bonus } of bonus.
game-stake-stars = Stake { $stake }. You have { $cash } to play with. Stars never become cash.
game-first-pair =
    Before your first round we have committed to our seed:
    <code>{ $commitment }</code>
    Yours is made of the tap that plays. More: /fair
game-stake-unclear = That is not one amount. Write it behind the command, such as 1 or 0.50; for Stars write 10 stars.
game-half = Half: { $stake }
game-double = Double: { $stake }
game-rules-spin = <b>Mini-spin</b>
    Three symbols fall. Three sevens pay { $seven }, bars { $bar }, cherries { $cherry }, lemons { $lemon }; two sevens { $two }. { $returns } comes back in the long run.
game-spin = Spin for { $stake }
game-rules-guess = <b>Guess the number</b>
    Choose a number from 1 to 10. It pays { $pays } if it is drawn. { $returns } comes back in the long run. A tap plays.
game-rules-drop = <b>The drop</b>
    Choose how the die falls. A face pays { $face }; odd, even, 1 to 3 and 4 to 6 pay { $half }. { $returns } comes back in the long run. A tap plays.
game-again = A tap below stakes { $stake } again.
drop-on-low = 1 to 3
drop-on-high = 4 to 6
drop-on-odd = Odd
drop-on-even = Even

spin-symbol-seven = Seven
spin-symbol-bar = Bar
spin-symbol-cherry = Cherry
spin-symbol-lemon = Lemon
spin-symbol-bell = Bell
spin-symbol-clover = Clover
spin-symbol-plum = Plum
guess-fell = { $drawn } was drawn. You chose { $number }.
drop-fell = It fell on { $face }. You bet on: { $on }.
drop-decoration = The die below is decoration. Telegram throws it, nobody can prove it, and it does not count.
round-outcome =
    { $how ->
        [won] <b>{ $net }</b>: { $win } was paid for a stake of { $stake }.
        [back] { $win } of { $stake } came back: { $net }.
       *[lost] No win: { $net }.
    }
round-split = Staked { $cash } cash and { $bonus } bonus; paid { $winCash } cash and { $winBonus } bonus.
round-cash = Cash { $cash }
round-bonus =
    { $needed ->
        [none] Bonus { $bonus }
       *[other] Bonus { $bonus }, wagered { $done } of { $needed }
    }
round-session = You play for { $minutes } min, net { $net }
round-look-up = <b>A moment to look up</b>
    You play for { $minutes } min, and it comes to { $net }. You asked us to tell you.
round-proof = Proof

# Free spins: a bonus pays for them, and what they win is bonus.
free-spins-left =
    { $left ->
        [one] <b>{ $left } free spin left</b>: { $game }, { $stake }, paid for by us.
       *[other] <b>{ $left } free spins left</b>: { $game }, { $stake } each, paid for by us.
    } { $times ->
        [0] What they win is bonus.
       *[other] What they win is bonus, to be wagered { $times }× before it is cash.
    }
free-outcome =
    { $how ->
        [won] <b>{ $net } of bonus</b>, won with a free spin at { $stake }.
       *[lost] No win. The spin was free: it cost you nothing.
    }
free-last = That was the last free spin.
game-spin-free = Free spin ({ $left } left)
game-with-free = Free spins: { $left }
game-with-cash = Play with cash: { $held }
game-with-stars = Play with Stars: { $held }
game-rules-orchard = <b>{ $game }</b>
    Three reels fall, and five lines pay. The most is { $most } of the stake. { $returns } comes back in the long run.
orchard-lines =
    { $count ->
        [0] No line pays.
        [one] { $count } line pays.
       *[other] { $count } lines pay.
    }

rounds-last = <b>Your last rounds</b>
rounds-none = You have played none yet.
rounds-line =
    { $n }. { $at } UTC, { $game }, { $stake ->
        [free] free spin
       *[other] { $stake }
    }: { $how ->
        [open] open
        [won] won { $net }
        [lost] lost { $net }
       *[even] { $net }
    }
rounds-proofs = A number below opens the proof of that round.

bet-refused-excluded = You take a break, so nothing was staked. You can withdraw at any time.
bet-refused-kyc-refused = We could not verify you, so you cannot play here. Your money is yours: you can withdraw all of it. /support answers questions.
bet-refused-verification-needed = Before you play we must know who you are. Nothing was staked.
bet-refused-over-loss-limit = { $stake } could lose more than your own limit leaves. Nothing was staked.
bet-refused-session-over = The time you set for yourself is used up for today. Nothing was staked.
bet-refused-wrong-choice = This game knows no such choice. Choose below.
bet-refused-below-least = The least stake is { $least }. Nothing was staked.
bet-refused-over-most = The most one can stake here is { $most }. Nothing was staked.
bet-refused-over-most-win = This could win more than the game pays. Choose a smaller stake; nothing was staked.
bet-refused-over-exposure = So large a win cannot be covered at this moment. Choose a smaller stake, or try later; nothing was staked.
bet-refused-over-bonus-stake = While your bonus is active its terms allow no stake of { $stake }. Choose a smaller one; nothing was staked.
bet-refused-insufficient-funds = There is not enough for { $stake }: you have { $cash } in cash. Deposit, or choose a smaller stake.
bet-refused-too-few-stars = There is not enough for { $stake }: you have { $cash }. Get Stars under Deposit, or choose a smaller stake.
bet-refused-too-little-with-bonus = There is not enough for { $stake }: you have { $cash } in cash and { $bonus } of bonus. Deposit, or choose a smaller stake.
bet-refused-round-open = A round of this game is open in the app. It goes first; nothing was staked.
bet-refused-no-free-spin = There is no such free spin. Nothing was staked.
bet-refused-not-your-wallet = You do not play in this currency. Choose a stake below.
bet-refused-key-reused = This key has changed since. Choose again; nothing was staked.
bet-way-kyc = Show who you are
bet-way-limits = Limits and breaks

fair = <b>How it is proved fair</b>
    Before you play we choose a secret seed and show you its fingerprint, the commitment. Each result is counted from our seed, your seed and the number of the round, so neither of us can choose it alone. When you change seeds ours is opened, and anybody can count every round again.
fair-now = In use, for { $rounds } rounds so far. Our commitment:
    <code>{ $commitment }</code>
    Your seed: <code>{ $clientSeed }</code>
fair-next = Next, committed to already:
    <code>{ $commitment }</code>
fair-change = To begin the next pair write /seed and words of your own, up to { $most } letters, digits or signs without blanks and colons. Or let us make one of the number that Telegram gives your tap; only your own words need no trust.
fair-make = Change, make one for me
fair-verify = Verify a round in the app
seed-confirm = <b>Begin with these seeds?</b>
    Our commitment. Compare it with the one that /fair showed you:
    <code>{ $commitment }</code>
    Your seed: <code>{ $clientSeed }</code>
    The pair in use is opened then.
seed-begin = Begin
seed-not = Not now
seeds-changed = <b>A new pair of seeds is in use</b>
    Our commitment: <code>{ $commitment }</code>
    Your seed: <code>{ $clientSeed }</code>
seeds-opened = The pair before is open. { $rounds } rounds were played with it.
    Our seed: <code>{ $serverSeed }</code>
    Its SHA-256 is the commitment: <code>{ $commitment }</code>
    Your seed: <code>{ $clientSeed }</code>
seed-refused-wrong-client-seed = A seed is 1 to { $most } letters, digits or signs here, without blanks and colons. Nothing was changed.
seed-refused-round-open = A round is open in the app. Finish it first: seeds are not changed while one is.
seed-refused-seeds-moved = The seeds were changed meanwhile. These are the ones that count now.
