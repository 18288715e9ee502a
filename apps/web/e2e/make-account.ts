import { expect, test, type Page } from '@playwright/test'

export const PASSWORD = 'correct horse battery'

/** Signs a new person up in this browser, without the form. */
export async function makeAccount(page: Page, email: string, name: string): Promise<void> {
  await post(page, '/api/auth/sign-up/email', { email, name, password: PASSWORD })
}

/** Makes an organization owned by the signed-in person. */
export async function makeOrganization(page: Page, slug: string, company: string): Promise<void> {
  await post(page, '/api/v1/organizations/onboard', {
    org_slug: slug,
    company_name: company,
    subscription_plan: 'SCALE',
  })
}

async function post(page: Page, path: string, data: object): Promise<void> {
  const origin = new URL(String(test.info().project.use.baseURL)).origin
  const response = await page.request.post(path, { data, headers: { origin } })
  expect(response.ok(), await response.text()).toBe(true)
}
