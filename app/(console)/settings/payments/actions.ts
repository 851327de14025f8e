'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { saveProvider, testProvider } from '@/lib/payments/mutations/providers'
import { PROVIDER_KINDS } from '@/lib/payments/provider'
import { providerSchema } from '@/lib/payments/provider-input'

export const saveProviderAction = defineAction(z.object({ provider: providerSchema }), (actor, { provider }) =>
  saveProvider(actor, provider),
)

export const testProviderAction = defineAction(z.object({ kind: z.enum(PROVIDER_KINDS) }), (actor, { kind }) =>
  testProvider(actor, kind),
)
