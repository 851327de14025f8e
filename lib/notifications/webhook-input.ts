import { z } from 'zod'

/** A webhook as a form or a program gives it. Whether its address may be called is decided when it is. */
export const webhookSchema = z.object({
  name: z.string().trim().min(1, 'required').max(80, 'too-long'),
  url: z
    .string()
    .trim()
    .max(2000, 'too-long')
    .pipe(z.url({ protocol: /^https?$/, error: 'not-an-address' }))
    .refine(
      (url) => !URL.canParse(url) || (new URL(url).username === '' && new URL(url).password === ''),
      'no-password-in-address',
    ),
  isEnabled: z.boolean().default(true),
})
export type WebhookInput = z.input<typeof webhookSchema>
