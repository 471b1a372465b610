-- How long a person has played on the day of a moment (UTC): from round to round, but not over a gap of more than a quarter of an hour.
create or replace function compliance.played_ms(p_player uuid, p_at timestamptz default clock_timestamp()) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select case when s.day = compliance.span_start('day', p_at) then s.day_ms else 0 end
      + case when p_at > s.last_at and p_at - s.last_at <= interval '15 minutes'
        then (extract(epoch from p_at - greatest(s.last_at, date_trunc('day', p_at at time zone 'UTC') at time zone 'UTC')) * 1000)::bigint else 0 end
    from compliance.play_session s where s.person_id = compliance.person_of(p_player)), 0)
$$;
revoke all on function compliance.played_ms from public;
grant execute on function compliance.played_ms to cage_app;
