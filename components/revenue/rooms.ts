/** Rooms of revenue, in the order they stand in. */
export const REVENUE_ROOMS = [
  { name: 'report', href: '/revenue' },
  { name: 'margin', href: '/revenue/margin' },
  { name: 'hosts', href: '/revenue/hosts' },
  { name: 'vat', href: '/revenue/vat' },
  { name: 'accruals', href: '/revenue/accruals' },
] as const
export type RevenueRoom = (typeof REVENUE_ROOMS)[number]['name']
