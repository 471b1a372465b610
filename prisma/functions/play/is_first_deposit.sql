-- Whether this is the first deposit of its asset that a person was credited with, by whichever of their accounts: who bought Stars to try has not
-- paid in yet. Deposits are charges: a withdrawal that failed and came back is none. One that went back to its payer is none either: neither does
-- it earn a bonus, nor is it counted as the first.
create or replace function play.is_first_deposit(p_player uuid, p_order uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  with mine as (
    select o.id, c.settled_at, c.credit_asset from payments."order" o join payments.charge c on c.order_id = o.id
    where o.player_id in (select compliance.accounts_of(p_player)) and c.outcome = 'credited'
      and not exists (select from payments.take_back b where b.order_id = o.id and b.state in ('open', 'lost', 'refunded')))
  select exists (select from mine m where m.id = p_order)
    and not exists (select from mine m join mine this on this.id = p_order
      where m.id <> p_order and m.credit_asset = this.credit_asset and (m.settled_at, m.id) < (this.settled_at, this.id))
$$;
revoke all on function play.is_first_deposit from public;
grant execute on function play.is_first_deposit to cage_app;
