# Чего игрок достиг игрой и что бот пишет сам.

command-vip = Ваш уровень и очки
command-leaderboard = Очки этой недели
command-promotions = Какие ещё есть бонусы
command-notices = О чём и когда мы пишем
menu-promotions = Другие бонусы
menu-vip = Уровень

points =
    { $points ->
        [one] { $points } очко
        [few] { $points } очка
       *[other] { $points } очков
    }
vip = <b>{ $name }</b>
    Набрано: { $points }.
vip-next = До уровня «{ $name }» ещё { $left }.
vip-top = Выше уровня нет.
vip-how = Каждые { $amount } ставок деньгами дают одно очко. Бонусы, звёзды и игровые деньги очков не дают. Достигнутый уровень не отнимают.
vip-board = Эта неделя

board = <b>Очки этой недели</b>
    До { $ends }.
board-row = { $rank }. { $name } { $points }
board-player = Игрок ·{ $code }
board-hidden = Скрыт
board-you = Вы на месте { $rank }: { $points }.
board-not-you = На этой неделе у вас нет очков.
board-none = Очков пока нет ни у кого.
board-app = Всё в приложении

promotions = <b>Другие бонусы</b>
promotions-none = Сейчас ничего нового. Что вам предложено — в /bonus.
promotions-app = Открыть в приложении
promotions-tell = Сообщать о новых
promotion-match = <b>{ $percent } от первого депозита</b>
    До { $most }, при депозите от { $least }.
promotion-spins =
    { $many ->
        [one] <b>{ $many } бесплатный спин, { $game }</b>, по { $stake }
        [few] <b>{ $many } бесплатных спина, { $game }</b>, по { $stake }
       *[other] <b>{ $many } бесплатных спинов, { $game }</b>, по { $stake }
    }
promotion-with-deposit = За первое пополнение.

notices = <b>О чём мы вам пишем</b>
    О деньгах, кодах и проверке мы сообщаем всегда. Остальное выбираете вы.
notices-quiet =
    { $from ->
        [none] Тихих часов нет. Часовой пояс { $zone }.
       *[other] Тихо с { $from } до { $until }, часовой пояс { $zone }.
    }
notices-zone = Другой часовой пояс: напишите /notices и его имя, например /notices Europe/Malta
notices-no-zone = Такого часового пояса нет.
notices-promotions = Новые бонусы
notices-wagering = Бонус стал деньгами
notices-vip = Новый уровень
notices-listed = Мой код в таблице
notices-loud = Без тихих часов
notices-off = Больше не присылать

notice-vip = Вы достигли уровня <b>{ $name }</b>.
notice-wagering = Бонус отыгран: { $amount } из него теперь ваши деньги.
notice-promotion = Новый бонус для вас.
