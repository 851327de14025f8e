import { CircleHelp, ShieldAlert, ShieldCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Verdict } from '@/lib/signed-meter-values/judge-reading'
import type { SignedProof } from '@/lib/signed-meter-values/queries/get-signed-proof'

const LOOKS = {
  verified: { icon: ShieldCheck, variant: 'available' },
  failed: { icon: ShieldAlert, variant: 'faulted' },
  unknown: { icon: CircleHelp, variant: 'outline' },
} as const

/** What signed values prove, in a word. */
export function SignedVerdict({ verdict }: { verdict: Verdict }) {
  const t = useTranslations('signed.verdict')
  const { icon: Icon, variant } = LOOKS[verdict]
  return (
    <Badge variant={variant} data-verdict={verdict}>
      <Icon aria-hidden />
      {t(verdict)}
    </Badge>
  )
}

/** Why, in sentences: whose key proves it, or everything that speaks against it. */
export function VerdictInWords({ proof }: { proof: SignedProof }) {
  const t = useTranslations('signed')
  const energy = proof.energyWh === null ? '' : String(Number(proof.energyWh) / 1000)
  return (
    <div className="grid gap-1">
      <p>
        {proof.verdict === 'verified'
          ? t(`explained.${proof.trust ?? 'operator'}`)
          : t(`explained.${proof.verdict === 'failed' ? 'failed' : 'unknown'}`)}
      </p>
      {proof.findings.length > 0 && (
        <ul className="list-disc pl-4">
          {proof.findings.map((finding) => (
            <li key={finding}>{t(`finding.${finding}`, { energy })}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
