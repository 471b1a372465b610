-- The way back, from sending to planned, is open to a proof alone: payments.answer_payout writes it, and counts attempts. From
-- paid there is one way on, and payments.return_payout alone goes it. What is sent is written before anything of it is.
create or replace function payments.guard_payout() returns trigger
language plpgsql set search_path = '' as $$
begin
  if (new.reference, new.withdrawal_id, new.n, new.minor, new.target) is distinct from (old.reference, old.withdrawal_id, old.n, old.minor, old.target)
    or new.attempt < old.attempt or (old.first_sent_at is not null and new.first_sent_at is distinct from old.first_sent_at)
    or (new.sent_minor, new.quote_id) is distinct from (old.sent_minor, old.quote_id) and (old.sent_minor is not null or old.attempt > 0 or new.state <> 'planned') then
    raise exception 'payout % changes in its state alone', old.reference using errcode = 'CG002';
  end if;
  if new.state <> old.state and (old.state, new.state) not in (
    ('planned', 'sending'), ('planned', 'dropped'), ('planned', 'accepted'), ('planned', 'paid'), ('planned', 'refused'),
    ('sending', 'accepted'), ('sending', 'paid'), ('sending', 'refused'), ('sending', 'planned'), ('sending', 'dropped'),
    ('accepted', 'paid'), ('accepted', 'refused'), ('paid', 'returned')) then
    raise exception 'payout % does not go from % to %', old.reference, old.state, new.state using errcode = 'CG002';
  end if;
  return new;
end $$;
revoke all on function payments.guard_payout from public;
