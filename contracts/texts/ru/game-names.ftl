# Как называются игры, в чате и в приложении.
game-brass-orchard = Медный сад
game-dice = Кости
game-limbo = Лимбо
game-mines = Мины
game-coin-flip = Монета
game-guess = Угадай число
game-mini-spin = Мини-слот
game-drop = Бросок
