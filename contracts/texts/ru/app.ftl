# Что говорит первый экран и всё, что бывает на любом. Остальное в своих файлах: первая загрузка мала.

tab-home = Главная
tab-rewards = Бонусы
tab-history = История
tab-settings = Настройки
main-menu = Главное меню

home = Главная
history = История
limits = Лимиты
settings = Настройки
close = Закрыть
retry = Повторить
loading = Загрузка

cash = Деньги
stars = Звёзды
stars-text = Для игры, это никогда не деньги.
your-money = Ваши деньги
deposit = Пополнить
withdraw = Вывести
recent = Последние платежи
show-all = Показать все
nothing-yet = Пока пусто. Здесь появится ваше первое пополнение.
today = Сегодня
yesterday = Вчера

waits-title = { $amount } ждёт оплаты
waits-until = Оплатите до { $time } или дождитесь, пока срок истечёт.
going-out = Выводится { $amount }
confirm-until = Подтвердите кодом до { $time }

rail-telegram-invoice = Счёт в Telegram
rail-stars = Звёзды Telegram
rail-stripe = Карта
rail-adyen = Карта или страница банка
rail-ton = TON
rail-usdt = USDT

status-opening = готовится
status-awaiting-payment = ждёт оплаты
status-expired = срок истёк, не списано
status-credited = зачислено
status-credited-stars = можно играть
status-owed = отложено для вас
payout-awaiting-code = ждёт кода
payout-confirmed = подтверждён
payout-awaiting-approval = его смотрят сотрудники
payout-sending = в пути
payout-paid = выплачено
payout-paid-in-part = выплачено частично
payout-refused = не выплачено, снова на счёте
payout-rate-moved = не отправлено, снова на счёте
payout-declined = отказано, снова на счёте
payout-expired = не подтверждён, снова на счёте
payout-cancelled = отозван
withdrawal-to = На: { $where }
to-card = ваша карта

offline = Нет сети. То, что вы видите, могло измениться.
reconnecting = Восстанавливаем связь. Ваши деньги в сохранности.
update-ready = Есть новая версия.
update-now = Открыть её
failed-offline = Нет сети. Прочитаем снова, когда связь появится.
failed-unavailable = Не удалось прочитать. Ваши деньги в сохранности.
