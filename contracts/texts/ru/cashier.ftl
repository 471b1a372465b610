# Что игроки читают, когда пополняют баланс, и о том, куда ушли деньги.

amount-in = Сумма в { $unit }
amounts = Суммы
amount-limits = От { $least } до { $most } за раз
amount-unclear = Напишите одну сумму, например 25 или 25,50.
choose-amount = Выберите сумму
pay-with = Способ оплаты
fee = Комиссия
fee-none = Сразу, без комиссии
fee-of = Сразу, комиссия { $fee }
added-to-cash = Поступит на баланс
pay-by-invoice = Оплатить { $amount } по счёту
nothing-charged-yet = Пока вы не оплатите счёт, ничего не списывается.
deposits-closed = Пополнить баланс сейчас нельзя. Ваши деньги в сохранности.

# Почему нельзя и что делать.
refused-below = Пополнить можно не меньше чем на { $least }.
refused-above = За один раз можно пополнить не больше чем на { $most }.
refused-too-many =
    { $count ->
        [one] У вас { $count } неоплаченный счёт. Оплатите его или дождитесь, пока истечёт срок.
        [few] У вас { $count } неоплаченных счёта. Оплатите один или дождитесь, пока истечёт срок.
        [many] У вас { $count } неоплаченных счетов. Оплатите один или дождитесь, пока истечёт срок.
       *[other] У вас { $count } неоплаченного счёта. Оплатите один или дождитесь, пока истечёт срок.
    }
refused-offline = Нет сети. Ничего не отправлено; повторите, когда связь появится.
refused-unavailable = Запрос до нас не дошёл. Повторите: дважды ничего не выполнится.
no-telegram-title = Для счёта на оплату нужен Telegram
refused-no-telegram = Счета оплачивают в Telegram. Сначала привяжите свой.
account-closed-title = Этот аккаунт закрыт
refused-account-closed = Его привязали к другому, и тот остался. Войдите снова.
join-with-telegram = Привязать Telegram
sign-in-again = Войти снова

preparing-title = Готовим счёт
preparing-text = Минуту. Пока ничего не списано.
open-title = { $amount } по счёту
open-text = Действует до { $time }. Откроется в Telegram.
pay-now = Оплатить { $amount }
pay-again = Оплатить { $amount } ещё раз
pay-in-telegram = Оплатить в Telegram
declined-title = Карта отклонена
declined-text = Ничего не списано. Попробуйте ещё раз или возьмите другую карту.
expired-title = Срок счёта истёк
expired-text = Он действовал до { $time }. Ничего не списано.
closed-title = Сотрудники закрыли счёт
closed-text = Закрыт в { $time }. Ничего не списано.
deposit-again = Пополнить ещё

verifying-title = Проверяем оплату
verifying-text = Telegram сообщил об оплате. Мы зачислим { $amount }, как только платёж подтвердит провайдер, обычно за 30 секунд.
verifying-safe = Это окно можно закрыть: бот напишет, когда всё будет готово. Не платите ещё раз: заказ { $code } в сохранности.
step-paid = Счёт оплачен
step-provider = Ждём провайдера
step-credited = { $amount } на балансе

# Куда поступило.
receipt = Квитанция
deposit-by = Пополнение, { $way }
number = Номер
state = Состояние
you-paid = Вы заплатили
where-it-went = Куда поступило
cash-before = Было
cash-after = Стало
late-text = Оплата пришла, когда срок счёта уже истёк. Мы всё равно её зачислили.
owed-paid-twice = Оплачено дважды. Второй платёж отложен для вас, сотрудники его вернут:
owed-amount-differs = Оплата не совпала со счётом. Деньги отложены для вас, пока сотрудники не разберутся:
owed-paid-by-another = Этот счёт оплатил другой человек. Деньги отложены, пока сотрудники не разберутся:

# Год на бумаге.
statement = Выписка за год
statement-text = Все движения за год, с остатком до и после.
statement-year = Год
statement-csv = Таблица
statement-page = Для печати
statement-failed = Не удалось составить выписку. Попробуйте ещё раз.
done = Готово
show-older = Показать ранние
