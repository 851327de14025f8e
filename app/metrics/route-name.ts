import { API_ROOT } from '@/app/api/v1/dispatch'
import { matchOperation } from '@/app/api/v1/match-operation'
import type { Operation } from '@/app/api/v1/operation'

/** Where people go, and what machines ask, outside the REST table. A test holds their beginnings to the files in app/. */
const ROUTES = [
  '/',
  '/faults',
  '/faults/jobs',
  '/faults/jobs/{id}',
  '/faults/{id}',
  '/stations',
  '/stations/{id}',
  '/performance',
  '/performance/compare',
  '/performance/days',
  '/performance/days/{id}',
  '/performance/exclusions',
  '/performance/faults',
  '/revenue',
  '/revenue/accruals',
  '/revenue/hosts',
  '/revenue/hosts/statements/{id}',
  '/revenue/hosts/{id}',
  '/revenue/margin',
  '/revenue/vat',
  '/sessions',
  '/sessions/{id}',
  '/tariffs',
  '/tariffs/{id}',
  '/plans',
  '/plans/{id}',
  '/tokens',
  '/customers',
  '/customers/{id}',
  '/invoices',
  '/invoices/payments',
  '/invoices/runs',
  '/invoices/runs/{id}',
  '/invoices/{id}',
  '/invoices/{id}/lines/{position}',
  '/sites',
  '/sites/{id}',
  '/sessions/{id}/receipt',
  '/messages',
  '/fleet/firmware',
  '/fleet/firmware/campaigns/new',
  '/fleet/firmware/campaigns/{id}',
  '/fleet/templates',
  '/fleet/templates/{id}',
  '/fleet/certificates',
  '/fleet/offline',
  '/field',
  '/field/{file}',
  '/settings',
  '/payments',
  '/payments/{id}',
  '/settings/payments',
  '/settings/mailings',
  '/my-fleet',
  '/my-fleet/register',
  '/my-fleet/budgets',
  '/my-fleet/mail',
  '/api/my-fleet/{format}',
  '/settings/recovery',
  '/settings/rules',
  '/settings/seller',
  '/settings/users',
  '/settings/api-keys',
  '/settings/audit',
  '/api-docs',
  '/settings/notifications',
  '/settings/notifications/webhooks',
  '/settings/notifications/deliveries',
  '/s/{identity}',
  '/s/link/{token}',
  '/s/pay/{key}',
  '/s/pay/{key}/receipt',
  '/s/{identity}/pay/{outlet}',
  '/push/worker.js',
  '/api/subscriptions/{token}',
  '/api/webhooks/{provider}',
  '/wall',
  '/sign-in',
  '/setup/{token}',
  '/map/{file}',
  '/api/export/faults',
  '/api/export/ledger',
  '/api/export/messages',
  '/api/export/sessions',
  '/api/export/signed/{id}',
  '/api/export/stations',
  '/api/files/{id}',
  '/api/invoices/{id}/annex',
  '/api/invoices/{id}/reminders/{number}',
  '/api/invoices/{id}/{format}',
  '/api/firmware',
  '/api/firmware/{id}',
  '/api/faults/photos/{id}',
  '/api/field',
  '/api/field/arrangement',
  '/api/field/jobs/{id}',
  '/api/field/photos/{id}',
  '/api/field/seen',
  '/api/field/sync',
  '/api/field/tests',
  '/api/field/uploads/{sha256}',
  '/api/build',
  '/api/rows/offline',
  '/api/rows/overview',
  '/api/rows/stations',
  '/api/performance/heat',
  '/api/export/accruals',
  '/api/export/hosts',
  '/api/export/margin',
  '/api/export/revenue',
  '/api/export/vat',
  '/api/hosts/statements/{id}/{format}',
  '/api/live',
  '/api/live/messages',
  '/api/v1/openapi.json',
  '/healthz',
  '/readyz',
  '/metrics',
] as const

const BEGINNINGS = new Set(ROUTES.map((route) => route.split('/')[1]).filter(Boolean))

/** A label for a request's path with a bounded number of values, whatever strangers ask for. */
export function routeName(method: string, path: string, operations: readonly Operation[]): string {
  if (path.startsWith('/_next/')) return '/_next'
  if (path.startsWith('/api/auth/')) return '/api/auth'
  const known = ROUTES.find((route) => fits(route, path))
  if (known) return known
  if (!path.startsWith(`${API_ROOT}/`)) return elsewhere(path)
  const match = matchOperation(operations, method, path.slice(API_ROOT.length))
  return match.found === 'operation' ? `${API_ROOT}${match.operation.path}` : 'other'
}

function fits(route: string, path: string): boolean {
  const parts = route.split('/')
  const segments = path.split('/')
  return (
    parts.length === segments.length &&
    parts.every((part, index) => part === segments[index] || (part.startsWith('{') && segments[index] !== ''))
  )
}

/** Deeper pages are counted together under their beginning. */
function elsewhere(path: string): string {
  const [, beginning = '', ...rest] = path.split('/')
  return rest.length > 0 && BEGINNINGS.has(beginning) && beginning !== 'api' ? `/${beginning}/*` : 'other'
}
