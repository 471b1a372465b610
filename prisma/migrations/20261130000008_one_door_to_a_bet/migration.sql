-- Nothing that plays asked for one player alone: compliance.admit_batch and compliance.note_batch are the one door to a bet.
drop function if exists compliance.admit_stake(uuid, text, bigint, smallint, timestamptz);
drop function if exists compliance.note_round(uuid, text, bigint, bigint, timestamptz);
