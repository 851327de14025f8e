/** The roles people have. What each may do is in `acts.ts`. */
export const ROLES = ['admin', 'operator', 'technician', 'fleet-manager', 'site-host', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/**
 * Who asks. Every query and every verb takes one and sees only its scope.
 * An API key acts as a role: scope read = viewer, operate = operator, admin = admin.
 */
export interface Actor {
  /** For the audit log: `user:12`, `key:3`, `system`, `gateway`, `worker`. */
  readonly ref: string
  readonly role: Role | 'system'
  /** Only these sites; null = all. A site host with no sites has []. */
  readonly siteIds: readonly bigint[] | null
  /** Only this customer's sessions and tokens (fleet manager); null = all. */
  readonly customerId: bigint | null
}

/** A process of ours acting on its own. */
export const systemActor = (ref: 'system' | 'gateway' | 'worker'): Actor => ({
  ref,
  role: 'system',
  siteIds: null,
  customerId: null,
})
