/**
 * Ended sessions `s` of customers with whom they are charged to: the token's own cost centre, else its driver's, else its vehicle's, as
 * an invoice would have it today. $1 from, $2 to (instants, half-open). A price in another currency than the books' is not summed.
 */
export const FLEET_SESSIONS = `
  FROM session s
  LEFT JOIN priced_session p ON p.session_id = s.id AND p.total IS NOT NULL AND p.currency = 'SEK'
  LEFT JOIN token ON token.id = s.token_id AND token.customer_id = s.customer_id
  LEFT JOIN driver ON driver.id = token.driver_id
  LEFT JOIN vehicle ON vehicle.id = token.vehicle_id
  LEFT JOIN cost_centre centre ON centre.id = coalesce(token.cost_centre_id, driver.cost_centre_id, vehicle.cost_centre_id)
  WHERE s.customer_id IS NOT NULL AND s.ended_at >= $1 AND s.ended_at < $2 AND s.status = 'ended'`
