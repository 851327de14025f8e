import { DomainError } from '../kernel/errors'
import type { Actor, Role } from './actor'

/**
 * Who may do what: the one table. A new act must be added here before a door can require it.
 * Site hosts and fleet managers see only their own sites or customer; the queries narrow by the actor's scope.
 */
export const ACTS = {
  'overview.read': ['admin', 'operator', 'technician', 'site-host', 'viewer'],
  'stations.read': ['admin', 'operator', 'technician', 'site-host', 'viewer'],
  'stations.write': ['admin', 'operator'],
  'stations.command': ['admin', 'operator', 'technician'],
  'stations.raw-call': ['admin'],
  // Firmware, templates, certificates and offline lists of the whole network.
  'fleet.read': ['admin', 'operator', 'technician'],
  'fleet.write': ['admin', 'operator'],
  // Logs that stations have brought tell what happened on their site.
  'files.read': ['admin', 'operator', 'technician'],
  'certificates.read': ['admin', 'operator', 'technician'],
  'certificates.write': ['admin', 'operator'],
  'messages.read': ['admin', 'operator', 'technician'],
  'sessions.read': ['admin', 'operator', 'technician', 'fleet-manager', 'site-host', 'viewer'],
  'sessions.review': ['admin', 'operator'],
  'tariffs.read': ['admin', 'operator', 'technician', 'viewer'],
  'tariffs.write': ['admin', 'operator'],
  'tokens.read': ['admin', 'operator', 'fleet-manager'],
  'tokens.write': ['admin', 'operator'],
  'customers.read': ['admin', 'operator', 'fleet-manager'],
  'customers.write': ['admin', 'operator'],
  // Invoices, runs, payments and reminders; fleet managers see their own customer's.
  'invoices.read': ['admin', 'operator', 'fleet-manager'],
  'invoices.write': ['admin', 'operator'],
  // The books of everybody.
  'ledger.read': ['admin', 'operator'],
  // What is sold; site hosts see their own sites', and nobody's names.
  'revenue.read': ['admin', 'operator', 'site-host', 'viewer'],
  // What electricity and providers cost, and what is left of the revenue.
  'margin.read': ['admin', 'operator'],
  'margin.write': ['admin', 'operator'],
  // What hosts get; site hosts see their own sites'.
  'hosts.read': ['admin', 'operator', 'site-host'],
  'hosts.write': ['admin', 'operator'],
  'seller.read': ['admin', 'operator'],
  'seller.write': ['admin'],
  // What drivers without an account have paid.
  'payments.read': ['admin', 'operator', 'viewer'],
  'payments.write': ['admin', 'operator'],
  // What has been mailed; fleet managers see their own customer's.
  'mailings.read': ['admin', 'operator', 'fleet-manager'],
  'mailings.write': ['admin', 'operator'],
  // What a fleet minds itself: its vehicles, drivers and cost centres, whose card is whose, budgets and scheduled mail.
  'own-fleet.write': ['admin', 'operator', 'fleet-manager'],
  // Through whom one is paid, with which keys.
  'payment-providers.write': ['admin'],
  // A fault's whole story, and everything people do with it: acknowledge, assign, comment, stage, promise, close, maintenance.
  'faults.read': ['admin', 'operator', 'technician', 'site-host', 'viewer'],
  'faults.write': ['admin', 'operator', 'technician'],
  // What opens faults and what may mend them by itself: rules, playbooks, recovery policy, exclusions.
  'fault-rules.write': ['admin', 'operator'],
  // Jobs at stations.
  'field.work': ['admin', 'operator', 'technician'],
  // Who is told of what, and through which channels.
  'notifications.write': ['admin', 'operator'],
  'sites.read': ['admin', 'operator', 'technician', 'site-host', 'viewer'],
  'sites.write': ['admin', 'operator'],
  'users.read': ['admin'],
  'users.write': ['admin'],
  'api-keys.read': ['admin'],
  'api-keys.write': ['admin'],
  'audit.read': ['admin'],
  // One's own password, language and sign-ins.
  'account.write': ['admin', 'operator', 'technician', 'fleet-manager', 'site-host', 'viewer'],
} as const satisfies Record<string, readonly Role[]>

export type Act = keyof typeof ACTS

export function mayDo(role: Role | 'system', act: Act): boolean {
  return role === 'system' || (ACTS[act] as readonly Role[]).includes(role)
}

/** First line of every door. @throws DomainError forbidden */
export function requireAct(actor: Actor, act: Act): void {
  if (!mayDo(actor.role, act)) throw new DomainError('forbidden', `The role ${actor.role} may not ${act}.`)
}
