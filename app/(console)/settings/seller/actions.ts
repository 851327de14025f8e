'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { setSeller } from '@/lib/sellers/mutations'
import { logoSchema, sellerSchema } from '@/lib/sellers/seller'

export const setSellerAction = defineAction(z.object({ seller: sellerSchema, logo: logoSchema }), (actor, input) =>
  setSeller(actor, input.seller, input.logo),
)
