import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { notFound } from '@/lib/kernel/errors'
import { removeOfflinePolicy, setOfflinePolicy } from '@/lib/offline-policy/mutations/set-offline-policy'
import { type ListedPolicy, listOfflinePolicies } from '@/lib/offline-policy/queries/list-offline-policies'
import { getOfflineStation, type OfflineStation } from '@/lib/offline-policy/queries/list-offline-stations'
import { operation } from '../operation'
import { idInput, isoOrNull, listOf, stationIdField } from '../schemas/fields'
import { offlinePolicyBody, offlinePolicySchema, offlineStationSchema } from '../schemas/offline'

const siteParams = z.object({ id: idInput('site') })

const shown = ({
  siteId,
  updatedAt,
  localList,
  authorisationCache,
  preAuthorise,
  unknownTokens,
  safeCurrentA,
}: ListedPolicy) => ({
  siteId: siteId === null ? null : String(siteId),
  localList,
  authorisationCache,
  preAuthorise,
  unknownTokens,
  safeCurrentA,
  updatedAt: updatedAt.toISOString(),
})

async function policyNow(actor: Actor, siteId: bigint | null) {
  const policy = (await listOfflinePolicies(actor)).find((row) => row.siteId === siteId)
  if (policy === undefined) throw notFound('offline policy of', siteId ?? 'the network')
  return shown(policy)
}

const shownStation = ({ identity, policy, progress, list, settings, safe }: OfflineStation) => ({
  stationId: identity,
  policy,
  progress,
  localList: list && {
    stage: list.stage,
    version: list.version,
    tokens: list.heldCount,
    leftOut: list.leftOut,
    error: list.error,
    sentAt: isoOrNull(list.sentAt),
  },
  settings: settings.map(({ key, value, standing }) => ({ key, wanted: value, standing })),
  safeCurrentA: { wanted: safe.wantedA, held: safe.heldA },
})

export const offlineOperations = [
  operation({
    id: 'listOfflinePolicies',
    method: 'GET',
    path: '/offline-policies',
    tag: 'Offline',
    summary: 'What stations do when they cannot ask: the network’s policy and those of sites',
    act: 'fleet.read',
    status: 200,
    response: listOf(offlinePolicySchema),
    handler: async (actor) => ({ data: (await listOfflinePolicies(actor)).map(shown), next: null }),
  }),
  operation({
    id: 'setOfflinePolicy',
    method: 'PUT',
    path: '/offline-policies/network',
    tag: 'Offline',
    summary: 'Set the network’s offline policy',
    description:
      'Stations are brought to it within minutes, those that are away when they are back. What is left out is left as it is.',
    act: 'fleet.write',
    body: offlinePolicyBody,
    status: 200,
    response: offlinePolicySchema,
    handler: async (actor, { body }) => {
      await setOfflinePolicy(actor, null, body)
      return policyNow(actor, null)
    },
  }),
  operation({
    id: 'setSiteOfflinePolicy',
    method: 'PUT',
    path: '/sites/{id}/offline-policy',
    tag: 'Offline',
    summary: 'Give a site an offline policy of its own, instead of the network’s',
    act: 'fleet.write',
    params: siteParams,
    body: offlinePolicyBody,
    status: 200,
    response: offlinePolicySchema,
    handler: async (actor, { params: { id }, body }) => {
      await setOfflinePolicy(actor, id, body)
      return policyNow(actor, id)
    },
  }),
  operation({
    id: 'removeSiteOfflinePolicy',
    method: 'DELETE',
    path: '/sites/{id}/offline-policy',
    tag: 'Offline',
    summary: 'Let a site follow the network’s offline policy again',
    act: 'fleet.write',
    params: siteParams,
    status: 200,
    response: z.object({ removed: z.literal(true) }),
    handler: async (actor, { params: { id } }) => {
      await removeOfflinePolicy(actor, id)
      return { removed: true as const }
    },
  }),
  operation({
    id: 'getStationOffline',
    method: 'GET',
    path: '/stations/{id}/offline',
    tag: 'Offline',
    summary: 'How a station stands: its list of tokens, its settings, its safe limit',
    act: 'fleet.read',
    params: z.object({ id: stationIdField }),
    status: 200,
    response: offlineStationSchema,
    handler: async (actor, { params: { id } }) => shownStation(await getOfflineStation(actor, id)),
  }),
]
