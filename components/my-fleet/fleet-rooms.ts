export const FLEET_ROOMS = ['month', 'vehicles', 'drivers', 'cost-centres', 'cards', 'budgets', 'mail'] as const
export type FleetRoom = (typeof FLEET_ROOMS)[number]

const PATHS: Readonly<Record<FleetRoom, string>> = {
  month: '/my-fleet',
  vehicles: '/my-fleet/register?show=vehicles',
  drivers: '/my-fleet/register?show=drivers',
  'cost-centres': '/my-fleet/register?show=cost-centres',
  cards: '/my-fleet/register?show=cards',
  budgets: '/my-fleet/budgets',
  mail: '/my-fleet/mail',
}

/** A page of the fleet's, with what its address must carry on. */
export const fleetHref = (room: FleetRoom, keep: string): string =>
  keep === '' ? PATHS[room] : `${PATHS[room]}${PATHS[room].includes('?') ? '&' : '?'}${keep}`
