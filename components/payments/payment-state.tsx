import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { PaymentState } from '@/lib/payments/payment-machine'

const VARIANT = {
  created: 'outline',
  declined: 'unavailable',
  authorised: 'reserved',
  starting: 'reserved',
  charging: 'charging',
  settling: 'charging',
  paid: 'available',
  releasing: 'outline',
  released: 'outline',
  held: 'attention',
  unpaid: 'faulted',
} as const satisfies Record<PaymentState, string>

export function PaymentStateBadge({ state }: { state: PaymentState }) {
  return <Badge variant={VARIANT[state]}>{useTranslations('payments.state')(state)}</Badge>
}
