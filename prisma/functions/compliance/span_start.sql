-- The first day of the calendar's day, week (from Monday) or month in which a moment lies, in UTC: the same as spanStart
-- (domain/limits.ts).
create or replace function compliance.span_start(p_span text, p_at timestamptz) returns date
language sql immutable set search_path = '' as $$
  select date_trunc(p_span, p_at at time zone 'UTC')::date
$$;
revoke all on function compliance.span_start from public;
