# Мины, монета и угадай число.

table-chance = Шанс
table-pays = Платит
table-paid = Выплата на { $stake }

# Мины.
mines-start = Начать
mines-take = Забрать
mines-waits = Сначала откройте клетку. Забирать ещё нечего.
mines-count =
    { $count ->
        [one] { $count } мина
        [few] { $count } мины
       *[other] { $count } мин
    }
mines-first = Первый камень платит { $times }
mines-hidden =
    { $count ->
        [one] { $count } мина на { $tiles } клеток
        [few] { $count } мины на { $tiles } клеток
       *[other] { $count } мин на { $tiles } клеток
    }
mines-open-one = Откройте клетку
mines-gems =
    { $gems ->
        [one] Найден { $gems } камень
        [few] Найдено { $gems } камня
       *[other] Найдено { $gems } камней
    }
mines-next = Дальше: { $times } · { $safe } из { $closed } без мин
mines-ended-taken = Вы забрали { $times }
mines-ended-mine =
    { $gems ->
        [0] Мина в первой же клетке
        [one] Мина, после { $gems } камня
       *[other] Мина, после { $gems } камней
    }
mines-ended-top = Последняя ступень выплачена сразу: { $times }
mines-ended-left =
    { $gems ->
        [0] Оставлен до первой клетки. Ставка вернулась.
       *[other] Оставлен и выплатил, что показывал: { $times }
    }
mines-board-closed = 25 клеток, открыто { $opened }. Начните раунд, чтобы открывать их.
mines-board-open = 25 клеток, открыто { $opened }. Стрелки двигают, Enter открывает.
mines-tile-closed = Ряд { $row }, место { $column }, закрыта
mines-tile-gem = Ряд { $row }, место { $column }, камень
mines-tile-mine = Ряд { $row }, место { $column }, мина
mines-tile-hit = Ряд { $row }, место { $column }, мина, которую вы открыли
mines-how-many = Мины
mines-other = Другое
mines-another-count = Другое число мин
mines-stays = Раунд останется открытым, если вы уйдёте. Ставка ждёт здесь, и вы сможете забрать, что он показывает.
mines-pays = Каждый камень — ступень. Заберите, что она платит, или откройте ещё клетку. Мина заканчивает раунд.
mines-column-gems = Камни
mines-column-chance = Шанс
mines-column-pays = Платит
mines-column-take = Вам

# Монета.
coin-flip = Бросок
coin-side = Ваша сторона
coin-heads = Орёл
coin-tails = Решка
coin-either = Орёл или решка платит { $times }
coin-in-the-air = В воздухе
coin-fell-heads = Выпал орёл
coin-fell-tails = Выпала решка
coin-pays = Назовите сторону, которой она упадёт. Обе одинаково вероятны.

# Угадай число.
guess-draw = Тянуть
guess-choose = Выберите число
guess-yours = Ваше число { $number }
guess-one = Верное число из десяти платит { $times }
guess-drawing = Тянем
guess-drawn = Выпало { $drawn }, вы назвали { $number }
guess-is-drawn = { $number }, выпало
guess-pays = Назовите одно число от 1 до 10. Все одинаково вероятны.
