/** Which policy holds for each station: its site's own, else the network's. Stations without one are not among the rows. */
export const EFFECTIVE_POLICY_SQL = `
  SELECT station.id AS station_id, policy.id AS policy_id, policy.site_id AS policy_site_id, policy.local_list,
    policy.authorisation_cache, policy.pre_authorise, policy.unknown_tokens, policy.safe_current_a,
    policy.id || '@' || extract(epoch FROM policy.updated_at) AS stamp
  FROM station JOIN LATERAL (
    SELECT * FROM offline_policy WHERE offline_policy.site_id = station.site_id OR offline_policy.site_id IS NULL
    ORDER BY offline_policy.site_id NULLS LAST LIMIT 1
  ) AS policy ON true`
