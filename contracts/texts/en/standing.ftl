# What a player has come to by playing, and what the bot writes of its own accord.

command-vip = Your level and points
command-leaderboard = Points of this week
command-promotions = More bonuses you may come to
command-notices = What we write, and when
menu-promotions = More bonuses
menu-vip = Level

points =
    { $points ->
        [one] { $points } point
       *[other] { $points } points
    }
vip = <b>{ $name }</b>
    { $points } so far.
vip-next = { $left } more to { $name }.
vip-top = There is no level above.
vip-how = Each { $amount } of cash you stake is a point. Bonus, Stars and play money make none. What you reached is never taken away.
vip-board = This week

board = <b>Points of this week</b>
    Until { $ends }.
board-row = { $rank }. { $name } { $points }
board-player = Player ·{ $code }
board-hidden = Hidden
board-you = You are number { $rank }, with { $points }.
board-not-you = You have no points this week.
board-none = Nobody has points yet.
board-app = All of it in the app

promotions = <b>More bonuses</b>
promotions-none = Nothing new at the moment. What was offered to you stands under /bonus.
promotions-app = Open it in the app
promotions-tell = Tell me of new ones
promotion-match = <b>{ $percent } of your first deposit</b>
    Up to { $most }, for a deposit of { $least } or more.
promotion-spins =
    { $many ->
        [one] <b>{ $many } free spin of { $game }</b> at { $stake }
       *[other] <b>{ $many } free spins of { $game }</b> at { $stake } each
    }
promotion-with-deposit = With your first deposit.

notices = <b>What we write to you</b>
    Money, codes and verification are always told. The rest is yours to choose.
notices-quiet =
    { $from ->
        [none] No quiet hours. Clocks of { $zone }.
       *[other] Quiet from { $from } to { $until }, by the clocks of { $zone }.
    }
notices-zone = Other clocks: write /notices and their name, such as /notices Europe/Malta
notices-no-zone = There are no such clocks.
notices-promotions = New bonuses
notices-wagering = A bonus became cash
notices-vip = A level reached
notices-listed = My code on the leaderboard
notices-loud = No quiet hours
notices-off = No more of these

notice-vip = You reached <b>{ $name }</b>.
notice-wagering = You have played your bonus through: { $amount } of it is your cash now.
notice-promotion = A new bonus for you.
