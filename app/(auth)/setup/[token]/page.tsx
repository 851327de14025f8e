import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { SetupForm } from '@/components/auth/setup-form'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { findSetupLink } from '@/lib/users/queries'
import { finishSetup } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('setUp') }
}

/** The one-time link: the first administrator, or somebody invited who chooses a password. */
export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const link = await findSetupLink(token)
  const t = await getTranslations('auth')
  return (
    <Card>
      <CardContent className="grid gap-5 p-6">
        {link ? (
          <>
            <div className="grid gap-1">
              <h1 className="font-semibold text-lg tracking-tight">{t(`${link.purpose}.title`)}</h1>
              <p className="text-muted-foreground">{t(`${link.purpose}.text`, { email: link.email ?? '' })}</p>
            </div>
            <SetupForm token={token} email={link.email} finish={finishSetup} />
          </>
        ) : (
          <>
            <div className="grid gap-1">
              <h1 className="font-semibold text-lg tracking-tight">{t('linkOver.title')}</h1>
              <p className="text-muted-foreground">{t('linkOver.text')}</p>
            </div>
            <Button asChild variant="outline">
              <Link href="/sign-in">{t('signIn')}</Link>
            </Button>
          </>
        )}
      </CardContent>
    </Card>
  )
}
