# Игры в чате: правила, результаты, отказы и доказательство честности.

menu-games = Игры
command-play = Посмотреть игры и сыграть
command-spin = Три символа
command-guess = Угадать число от 1 до 10
command-drop = Ставка на кубик
command-rounds = Последние раунды
command-fair = Как проверить честность

games-menu = <b>Игры</b>
    Каждый результат определён двумя сидами, нашим и вашим, ещё до показа. Любой можно проверить.
games-line = { $game }: от { $least } до { $most } за раунд. В среднем возвращается { $returns }.
games-in-app = В приложении: { $games }.
games-open-app = Открыть в приложении
games-rounds = Последние раунды
games-fair = Честно ли это?
games-all = Все игры

game-stake = Ставка { $stake }. Ваши деньги: { $cash }.
game-stake-with-bonus = Ставка { $stake }. Ваши деньги: { $cash }, бонус: { $bonus }.
game-stake-stars = Ставка { $stake }. Для игры у вас { $cash }. Звёзды деньгами не становятся.
game-first-pair =
    До первого раунда мы дали обязательство на наш сид:
    <code>{ $commitment }</code>
    Ваш составит нажатие, которым вы сыграете. Подробнее: /fair
game-stake-unclear = Это не одна сумма. Напишите её после команды, например 1 или 0,50; для звёзд: 10 stars.
game-half = Половина: { $stake }
game-double = Вдвое: { $stake }
game-rules-spin = <b>Мини-слот</b>
    Выпадают три символа. Три семёрки дают { $seven }, бары { $bar }, вишни { $cherry }, лимоны { $lemon }; две семёрки { $two }. В среднем возвращается { $returns }.
game-spin = Крутить за { $stake }
game-rules-guess = <b>Угадай число</b>
    Выберите число от 1 до 10. Если выпадет оно, вы получите { $pays }. В среднем возвращается { $returns }. Нажатие — это ставка.
game-rules-drop = <b>Бросок</b>
    Выберите, как упадёт кубик. Грань даёт { $face }; нечёт, чёт, 1–3 и 4–6 дают { $half }. В среднем возвращается { $returns }. Нажатие — это ставка.
game-again = Нажатие ниже — снова ставка { $stake }.
drop-on-low = От 1 до 3
drop-on-high = От 4 до 6
drop-on-odd = Нечёт
drop-on-even = Чёт

spin-symbol-seven = Семёрка
spin-symbol-bar = Бар
spin-symbol-cherry = Вишня
spin-symbol-lemon = Лимон
spin-symbol-bell = Колокол
spin-symbol-clover = Клевер
spin-symbol-plum = Слива
guess-fell = Выпало { $drawn }. Вы выбрали { $number }.
drop-fell = Выпало { $face }. Ваша ставка: { $on }.
drop-decoration = Кубик ниже — украшение. Его бросает Telegram, доказать его нельзя, и он ничего не решает.
round-outcome =
    { $how ->
        [won] <b>{ $net }</b>: выплачено { $win } за ставку { $stake }.
        [back] Вернулось { $win } из { $stake }: { $net }.
       *[lost] Без выигрыша: { $net }.
    }
round-split = Ставка: деньги { $cash }, бонус { $bonus }; выплата: деньги { $winCash }, бонус { $winBonus }.
round-cash = Деньги: { $cash }
round-bonus =
    { $needed ->
        [none] Бонус: { $bonus }
       *[other] Бонус: { $bonus }, отыграно { $done } из { $needed }
    }
round-session = Вы играете { $minutes } мин, итог { $net }
round-look-up = <b>Минута, чтобы оглядеться</b>
    Вы играете { $minutes } мин, итог { $net }. Вы просили напомнить.
round-proof = Доказательство

# Бесплатные спины: их оплачивает бонус, и выигрыш с них — бонус.
free-spins-left =
    { $left ->
        [one] <b>Остался { $left } бесплатный спин</b>: { $game }, { $stake }, платим мы.
        [few] <b>Осталось { $left } бесплатных спина</b>: { $game }, по { $stake }, платим мы.
       *[other] <b>Осталось { $left } бесплатных спинов</b>: { $game }, по { $stake }, платим мы.
    } { $times ->
        [0] Выигрыш с них — бонус.
       *[other] Выигрыш с них — бонус; чтобы он стал деньгами, его нужно отыграть { $times }×.
    }
free-outcome =
    { $how ->
        [won] <b>{ $net } бонуса</b>: выигрыш бесплатного спина по { $stake }.
       *[lost] Без выигрыша. Спин был бесплатным: вы ничего не потеряли.
    }
free-last = Это был последний бесплатный спин.
game-spin-free =
    { $left ->
        [one] Бесплатный спин (остался { $left })
       *[other] Бесплатный спин (осталось { $left })
    }
game-with-free = Бесплатные спины: { $left }
game-with-cash = Играть на деньги: { $held }
game-with-stars = Играть на звёзды: { $held }
game-rules-orchard = <b>{ $game }</b>
    Три барабана, выигрыши на пяти линиях. Больше всего — { $most } ставки. В среднем возвращается { $returns }.
orchard-lines =
    { $count ->
        [0] Выигрышных линий нет.
        [one] Выиграла { $count } линия.
        [few] Выиграли { $count } линии.
       *[other] Выиграло { $count } линий.
    }

rounds-last = <b>Последние раунды</b>
rounds-none = Вы ещё не играли.
rounds-line =
    { $n }. { $at } UTC, { $game }, { $stake ->
        [free] бесплатный спин
       *[other] { $stake }
    }: { $how ->
        [open] не окончен
        [won] выигрыш { $net }
        [lost] проигрыш { $net }
       *[even] { $net }
    }
rounds-proofs = Номер ниже открывает доказательство раунда.

bet-refused-excluded = У вас пауза, ставка не сделана. Вывести деньги можно в любое время.
bet-refused-kyc-refused = Мы не смогли подтвердить вашу личность, поэтому играть здесь нельзя. Деньги ваши: их можно вывести целиком. На вопросы ответит /support.
bet-refused-verification-needed = Прежде чем играть, подтвердите личность. Ставка не сделана.
bet-refused-over-loss-limit = Со ставкой { $stake } можно проиграть больше, чем оставляет ваш лимит. Ставка не сделана.
bet-refused-session-over = Время, которое вы себе назначили, на сегодня вышло. Ставка не сделана.
bet-refused-wrong-choice = В этой игре такого выбора нет. Выберите ниже.
bet-refused-below-least = Наименьшая ставка: { $least }. Ставка не сделана.
bet-refused-over-most = Наибольшая ставка здесь: { $most }. Ставка не сделана.
bet-refused-over-most-win = Выигрыш мог бы превысить то, что платит игра. Выберите ставку поменьше; эта не сделана.
bet-refused-over-exposure = Такой большой выигрыш сейчас нельзя покрыть. Выберите ставку поменьше или попробуйте позже; эта не сделана.
bet-refused-over-bonus-stake = Пока бонус активен, его условия не допускают ставку { $stake }. Выберите меньшую; эта не сделана.
bet-refused-insufficient-funds = На { $stake } не хватает: у вас { $cash }. Пополните баланс или выберите ставку поменьше.
bet-refused-too-few-stars = На { $stake } не хватает: у вас { $cash }. Пополните звёзды или выберите ставку поменьше.
bet-refused-too-little-with-bonus = На { $stake } не хватает: деньги { $cash }, бонус { $bonus }. Пополните баланс или выберите ставку поменьше.
bet-refused-round-open = В приложении есть неоконченный раунд этой игры. Сначала он; ставка не сделана.
bet-refused-no-free-spin = Такого бесплатного спина нет. Ставка не сделана.
bet-refused-not-your-wallet = В этой валюте вы не играете. Выберите ставку ниже.
bet-refused-key-reused = Кнопка с тех пор изменилась. Выберите снова; ставка не сделана.
bet-way-kyc = Подтвердить личность
bet-way-limits = Лимиты и паузы

fair = <b>Как доказывается честность</b>
    До игры мы выбираем тайный сид и показываем его отпечаток, обязательство. Каждый результат вычисляется из нашего сида, вашего сида и номера раунда, поэтому в одиночку его не выберет никто. Когда вы меняете сиды, наш раскрывается, и каждый раунд можно пересчитать.
fair-now = Сейчас, раундов: { $rounds }. Наше обязательство:
    <code>{ $commitment }</code>
    Ваш сид: <code>{ $clientSeed }</code>
fair-next = Следующее, уже данное:
    <code>{ $commitment }</code>
fair-change = Чтобы начать следующую пару, напишите /seed и свои слова: до { $most } латинских букв, цифр или знаков без пробелов и двоеточий. Или мы составим сид из номера, который Telegram даёт вашему нажатию; только свои слова не требуют доверия.
fair-make = Сменить, составьте за меня
fair-verify = Проверить в приложении
seed-confirm = <b>Начать с этими сидами?</b>
    Наше обязательство. Сравните с тем, что показал /fair:
    <code>{ $commitment }</code>
    Ваш сид: <code>{ $clientSeed }</code>
    Нынешняя пара будет раскрыта.
seed-begin = Начать
seed-not = Не сейчас
seeds-changed = <b>Новая пара сидов действует</b>
    Наше обязательство: <code>{ $commitment }</code>
    Ваш сид: <code>{ $clientSeed }</code>
seeds-opened = Прежняя пара раскрыта. Раундов с ней: { $rounds }.
    Наш сид: <code>{ $serverSeed }</code>
    Его SHA-256 и есть обязательство: <code>{ $commitment }</code>
    Ваш сид: <code>{ $clientSeed }</code>
seed-refused-wrong-client-seed = Сид здесь — от 1 до { $most } латинских букв, цифр или знаков без пробелов и двоеточий. Ничего не изменено.
seed-refused-round-open = В приложении есть неоконченный раунд. Сначала завершите его: пока он идёт, сиды не меняют.
seed-refused-seeds-moved = Сиды тем временем сменились. Сейчас действуют эти.
