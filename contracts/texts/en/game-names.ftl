# What the games are called, in the chat and in the app.
game-brass-orchard = Brass Orchard
game-dice = Dice
game-limbo = Limbo
game-mines = Mines
game-coin-flip = Coin flip
game-guess = Guess the number
game-mini-spin = Mini-spin
game-drop = The drop
