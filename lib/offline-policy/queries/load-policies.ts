import { db } from '../../db/client'
import type { PolicyRow } from '../offline-policy'

/** What a policy says, and where it holds. */
export const POLICY_COLUMNS = {
  id: true,
  siteId: true,
  localList: true,
  authorisationCache: true,
  preAuthorise: true,
  unknownTokens: true,
  safeCurrentA: true,
  updatedAt: true,
} as const

/** All policies there are: the network's and those of sites. For doors that narrow what they show by scope. */
export async function loadPolicies(): Promise<readonly PolicyRow[]> {
  return db().offlinePolicy.findMany({ select: POLICY_COLUMNS })
}
