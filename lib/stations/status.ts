/** A connector's status as the operator sees it, whichever OCPP version the station speaks. */
export const CONNECTOR_STATUSES = [
  'available',
  'preparing',
  'occupied',
  'charging',
  'suspended-ev',
  'suspended-evse',
  'finishing',
  'reserved',
  'unavailable',
  'faulted',
  'unknown',
] as const
export type ConnectorStatus = (typeof CONNECTOR_STATUSES)[number]

/** Worst first: which status stands for a station or a site with several connectors. */
const WORST_FIRST: readonly ConnectorStatus[] = [
  'faulted',
  'unavailable',
  'unknown',
  'suspended-evse',
  'charging',
  'suspended-ev',
  'finishing',
  'preparing',
  'occupied',
  'reserved',
  'available',
]

export function worstStatus(statuses: Iterable<ConnectorStatus>): ConnectorStatus {
  const present = new Set(statuses)
  return WORST_FIRST.find((status) => present.has(status)) ?? 'unknown'
}
