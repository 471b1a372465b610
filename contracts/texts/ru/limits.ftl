# Что читают игроки, когда ограничивают себя и когда останавливаются.

limits-short =
    { $count ->
        [0] Не заданы
        [one] Задан { $count } лимит
        [few] Задано { $count } лимита
       *[other] Задано { $count } лимитов
    }
tomorrow-at = завтра, { $time }
how-long = На какой срок

# Что получилось.
session-this = Эта сессия
session-began = с { $time }
session-none = начнётся с первым раундом
session-net = Итог игры
session-week = неделя { $net }

# Их собственные лимиты.
limits-yours = Ваши лимиты
limits-none = Вы ничего не задали. Лимит действует сразу и на всё.
limits-rule = Ниже — сразу. Выше — через 24 часа, и мы спросим вас ещё раз.
limits-add = Добавить лимит
limit-deposit-day = Пополнения за день
limit-deposit-week = Пополнения за неделю
limit-deposit-month = Пополнения за месяц
limit-loss-day = Проигрыш за день
limit-loss-week = Проигрыш за неделю
limit-loss-month = Проигрыш за месяц
limit-session-day = Время за день
limit-off = нет
limit-left = Осталось { $left } до { $until }
wish-waits =
    { $to ->
        [none] Снимется с { $at }, если вы тогда подтвердите.
       *[other] Станет { $to } с { $at }, если вы тогда подтвердите.
    }
wish-ripe =
    { $to ->
        [none] Сутки назад вы просили снять его. Всё ещё хотите?
       *[other] Сутки назад вы просили { $to }. Всё ещё хотите?
    }
wish-keep = Оставить { $now }
wish-confirm =
    { $to ->
        [none] Снять
       *[other] Изменить на { $to }
    }
reminder = Напоминать
reminder-text = Сколько вы здесь и каков итог
reminder-how-often = Как часто

# Один из них.
limit-new = Новый лимит
limit-new-minutes = Новый лимит, минут
limit-now =
    { $now ->
        [none] Сейчас его нет.
       *[other] Сейчас { $now }. Использовано: { $used ->
            [none] ничего
           *[other] { $used }
        }.
    }
limit-unclear = Напишите сумму, например 50.
limit-unclear-minutes = От 1 до 1440 минут.
limit-presets = Суммы
limit-at-once = Действует сразу.
limit-at-once-text = Остаётся { $left }. Поднять снова можно через 24 часа.
limit-waits = Нужно 24 часа.
limit-waits-text = Тогда спросим ещё раз: { $at }. До того действует нынешний.
limit-choose = Выберите лимит
limit-same = Сейчас { $to }
limit-set = Задать { $to }
limit-lower = Снизить до { $to }
limit-ask = Попросить { $to }
limit-remove = Попросить снять этот лимит
limit-remove-text = Это тоже 24 часа и второе «да».
limits-not-limit-out-of-range = Такого лимита быть не может. Выберите другой.
limits-not-limit-value-kind = Этот лимит считается иначе. Откройте его снова.
limits-not-no-wish = Повышение больше не запрошено. Взгляните ещё раз.
limits-not-too-early = Подтвердить можно через 24 часа после просьбы.
limits-offline = Нет связи. Ничего не изменено; повторите, когда она вернётся.
limits-unavailable = Это до нас не дошло. Повторите: дважды ничего не сделается.

# Что спрашиваем мы.
house-limits = Пока мы не спросили, кто вы
house-deposit =
    { $days ->
        [36525] Пополнения за всё время
        [one] Пополнения за { $days } день
        [few] Пополнения за { $days } дня
       *[other] Пополнения за { $days } дней
    }
house-withdrawal =
    { $days ->
        [36525] Выводы за всё время
        [one] Выводы за { $days } день
        [few] Выводы за { $days } дня
       *[other] Выводы за { $days } дней
    }
house-so-of = { $so } из { $of }
house-limits-text = Дальше закон требует документы. Их можно прислать заранее.

# Перерыв.
break = Сделать перерыв
break-text = До его конца ни игры, ни пополнений. Выводы работают. Сократить его нельзя.
break-24h = 24 часа
break-7d = 7 дней
break-30d = 30 дней
break-take = Перерыв до: { $until }
break-sure = Перерыв до: { $until }?
break-not = Не сейчас
break-begin = Начать перерыв

# Насовсем или надолго.
exclusion-card = Остановиться насовсем или надолго
exclusion-card-text = Самоисключение на 6 месяцев и больше. Деньги выплачиваются вам.
exclusion-how = Как это устроено
exclusion-title = Закрыть счёт для игры?
exclusion-text = Это хорошее решение, и мы не спросим почему. Вот что именно произойдёт.
exclusion-6m = 6 месяцев
exclusion-1y = 1 год
exclusion-5y = 5 лет
exclusion-forever = Насовсем
means-money =
    { $amount ->
        [none] Ваши деньги остаются вашими.
       *[other] { $amount } остаются вашими.
    }
means-money-text = Вывести их можно в любое время; начатые выводы продолжатся.
means-stop =
    { $until ->
        [never] Ни игры, ни пополнений, ни предложений, больше никогда.
       *[other] Ни игры, ни пополнений, ни предложений до { $until }.
    }
means-final = Отменить раньше нельзя,
means-final-text = ни вам, ни нам.
exclusion-not = Назад, не закрывать
exclusion-close-6m = Закрыть на 6 месяцев
exclusion-close-1y = Закрыть на 1 год
exclusion-close-5y = Закрыть на 5 лет
exclusion-close-forever = Закрыть насовсем
exclusion-sure =
    { $until ->
        [never] Закрыть насовсем?
       *[other] Закрыть до { $until }?
    }
exclusion-sure-text = Начнётся сразу, как вы нажмёте, везде, где вы вошли.
exclusion-yes = Да, закрыть сейчас
exclusion-else = Может, хватит другого?
exclusion-break = Перерыв от 24 часов до 30 дней

# Пока длится.
paused-break = У вас перерыв до: { $until }.
paused-exclusion =
    { $until ->
        [never] Ваш счёт закрыт для игры насовсем.
       *[other] Ваш счёт закрыт для игры до { $until }.
    }
paused-text = Пополнения закрыты, выводы открыты.

# Сколько они здесь.
reality-title = Минута оглядеться
reality-text = Вы просили нам об этом напоминать.
reality-time = Вы здесь
reality-limits = Лимиты и перерывы
reality-on = Продолжить

# С кем поговорить.
help = Поговорить с человеком, бесплатно
help-text = Линии помощи, без нашего участия.
help-open = Открыть
helplines = Линии помощи
helplines-text = Они не связаны с нами, бесплатны и не спрашивают имени.
helpline-everywhere = Онлайн, на многих языках
helpline-meetings = Встречи рядом с вами, во многих странах
helpline-britain = Великобритания, в любое время
helpline-page = Открыть страницу { $name }
