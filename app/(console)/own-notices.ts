'use server'

import { headers } from 'next/headers'
import { getLocale } from 'next-intl/server'
import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import type { ShownNotices } from '@/components/notifications/bell'
import {
  markNoticesRead,
  pushSubscriptionSchema,
  removePushSubscription,
  savePushSubscription,
} from '@/lib/notifications/mutations/own-notices'
import { hasPushSubscription, listOwnNotices } from '@/lib/notifications/queries/list-own-notices'

export const readOwnNotices = defineAction(z.object({}), async (actor): Promise<ShownNotices> => {
  const { notices, unread } = await listOwnNotices(actor, (await getLocale()) === 'en' ? 'en' : 'sv')
  return {
    unread,
    notices: notices.map(({ id, at, faultId, isOfBudget, customerId, ...notice }) => ({
      ...notice,
      id: String(id),
      at: at.toISOString(),
      href: isOfBudget
        ? '/my-fleet/budgets'
        : customerId !== null
          ? `/customers/${customerId}`
          : faultId === null
            ? null
            : `/faults/${faultId}`,
    })),
  }
})

/** One notice, or all so far. */
export const markNoticesReadAction = defineAction(
  z.object({
    id: z
      .string()
      .regex(/^[1-9]\d{0,17}$/, 'not-an-id')
      .nullable(),
  }),
  (actor, { id }) => markNoticesRead(actor, id === null ? null : BigInt(id)),
)

export const savePushAction = defineAction(pushSubscriptionSchema, async (actor, subscription) =>
  savePushSubscription(actor, subscription, (await headers()).get('user-agent') ?? ''),
)

export const removePushAction = defineAction(z.object({ endpoint: z.string().max(2000) }), (actor, { endpoint }) =>
  removePushSubscription(actor, endpoint),
)

export const hasPushAction = defineAction(
  z.object({ endpoint: z.string().max(2000) }),
  async (actor, { endpoint }) => ({
    isOn: await hasPushSubscription(actor, endpoint),
  }),
)
