import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { localPath } from '@/app/local-path'
import { currentUser } from '@/app/session'
import { SignInForm } from '@/components/auth/sign-in-form'
import { Card, CardContent } from '@/components/ui/card'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('signIn') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const next = localPath((await searchParams).next)
  if (await currentUser()) redirect(next)
  const t = await getTranslations('auth')
  return (
    <Card>
      <CardContent className="grid gap-5 p-6">
        <h1 className="font-semibold text-lg tracking-tight">{t('signIn')}</h1>
        <SignInForm next={next} />
      </CardContent>
    </Card>
  )
}
