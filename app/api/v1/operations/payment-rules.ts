import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { saveRules } from '@/lib/debtors/mutations/save-rules'
import { setCredit } from '@/lib/debtors/mutations/set-credit'
import { getCredit } from '@/lib/debtors/queries/get-credit'
import { getRules } from '@/lib/debtors/queries/read-rules'
import { setPaymentFirst } from '@/lib/payments/mutations/set-payment-first'
import { listPayPlaces, type PayPlaceRule } from '@/lib/payments/queries/pay-places'
import { operation } from '../operation'
import { idInput, iso } from '../schemas/fields'
import {
  creditInputSchema,
  creditSchema,
  paymentFirstSchema,
  paymentRulesSchema,
  payPlacesSchema,
} from '../schemas/payment-rules'

const ofCustomer = z.object({ id: idInput('customer') })

async function creditNow(actor: Actor, id: bigint) {
  const { warnedAt, blockedAt, ...credit } = await getCredit(actor, id)
  return { ...credit, warnedAt: warnedAt && iso(warnedAt), blockedAt: blockedAt && iso(blockedAt) }
}

const shownPlace = ({ id, name, asksPaymentFirst }: PayPlaceRule) => ({ id: String(id), name, asksPaymentFirst })

export const paymentRuleOperations = [
  operation({
    id: 'getCustomerCredit',
    method: 'GET',
    path: '/customers/{id}/credit',
    tag: 'Customers',
    summary: 'What a customer owes, may owe, and whether its tokens are blocked for it',
    act: 'customers.read',
    params: ofCustomer,
    status: 200,
    response: creditSchema,
    handler: (actor, { params: { id } }) => creditNow(actor, id),
  }),
  operation({
    id: 'setCustomerCredit',
    method: 'PUT',
    path: '/customers/{id}/credit',
    tag: 'Customers',
    summary: 'Set what a customer may owe',
    description:
      'Holds at once: tokens of a customer that owes more than its new limit are blocked, those of one that no longer does work again.',
    act: 'customers.write',
    params: ofCustomer,
    body: creditInputSchema,
    status: 200,
    response: creditSchema,
    handler: async (actor, { params: { id }, body }) => {
      await setCredit(actor, id, { ...body, creditLimit: body.creditLimit ?? '' })
      return creditNow(actor, id)
    },
  }),
  operation({
    id: 'getPaymentRules',
    method: 'GET',
    path: '/payment-rules',
    tag: 'Customers',
    summary: 'When who owes money is stopped from charging on credit',
    act: 'payments.read',
    status: 200,
    response: paymentRulesSchema,
    handler: (actor) => getRules(actor),
  }),
  operation({
    id: 'setPaymentRules',
    method: 'PUT',
    path: '/payment-rules',
    tag: 'Customers',
    summary: 'Say when who owes money is stopped',
    description: 'Heeded within minutes; who is no debtor by the new rules is let go.',
    act: 'payment-providers.write',
    body: paymentRulesSchema,
    status: 200,
    response: paymentRulesSchema,
    handler: async (actor, { body }) => {
      await saveRules(actor, body)
      return getRules(actor)
    },
  }),
  operation({
    id: 'listPaymentPlaces',
    method: 'GET',
    path: '/payment-first',
    tag: 'Tariffs',
    summary: 'Which sites and tariffs ask for payment first',
    act: 'payment-providers.write',
    status: 200,
    response: payPlacesSchema,
    handler: async (actor) => {
      const { sites, tariffs, hasWayToPay } = await listPayPlaces(actor)
      return { sites: sites.map(shownPlace), tariffs: tariffs.map(shownPlace), hasWayToPay }
    },
  }),
  ...(['site', 'tariff'] as const).map((of) =>
    operation({
      id: of === 'site' ? 'setSitePaymentFirst' : 'setTariffPaymentFirst',
      method: 'PUT',
      path: `/${of}s/{id}/payment-first`,
      tag: of === 'site' ? 'Sites' : 'Tariffs',
      summary: of === 'site' ? 'Ask for payment first at a site, or not' : 'Ask for payment first by a tariff, or not',
      description: 'What charges already goes on. Either the site or the tariff is enough.',
      act: 'payment-providers.write',
      params: z.object({ id: idInput(of) }),
      body: paymentFirstSchema,
      status: 200,
      response: paymentFirstSchema,
      handler: async (actor, { params: { id }, body }) => {
        await setPaymentFirst(actor, id, { of, ...body })
        return body
      },
    }),
  ),
]
