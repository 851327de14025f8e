import type { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/app/auth-options'
import { env } from '@/lib/env'

interface Context {
  params: Promise<{ nextauth: string[] }>
}

async function handle(request: NextRequest, context: Context): Promise<Response> {
  // next-auth reads its own address from the environment and from nowhere else.
  const { PUBLIC_URL } = env()
  if (PUBLIC_URL) process.env.NEXTAUTH_URL = PUBLIC_URL
  else process.env.AUTH_TRUST_HOST = 'true'
  return NextAuth(request, context, authOptions())
}

export { handle as GET, handle as POST }
