import { expect, test } from '@playwright/test'

test('sign up, create an organization, connect OpenAI, run its pipeline, see the costs', async ({ page }) => {
  const unique = Date.now().toString(36)
  await page.goto('/signup')
  await page.getByLabel('Name').fill('Grace Ledger')
  await page.getByLabel('E-mail').fill(`grace.${unique}@example.com`)
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Create account' }).click()

  await expect(page.getByRole('heading', { name: 'New organization' })).toBeVisible()
  await page.getByLabel('Company name').fill(`Ledger ${unique}`)
  await page.getByRole('button', { name: 'Create organization' }).click()
  await expect(page.getByRole('heading', { name: 'Your organization is ready' })).toBeVisible()
  await expect(page.getByLabel('API key', { exact: true })).toHaveText(/_api_\S{16,}/)

  await page.getByRole('link', { name: 'Connect a provider' }).click()
  await page.getByRole('link', { name: /^OpenAI/ }).click()
  await expect(page.getByRole('heading', { name: 'OpenAI', level: 1 })).toBeVisible()

  const key = page.getByRole('textbox').or(page.locator('input[type=password]')).first()
  await page.getByRole('button', { name: 'Connect and check' }).click()
  await expect(key).toHaveAttribute('aria-invalid', 'true')
  await page
    .locator('input[name^="credential."]')
    .first()
    .fill(String(test.info().config.metadata['openaiAdminKey']))
  await page.getByRole('button', { name: 'Connect and check' }).click()
  await expect(page.getByText('Valid', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Pipelines' }).first().click()
  const row = page.getByRole('listitem').filter({ hasText: 'genai/payg/openai' })
  await row.getByRole('button', { name: 'Run now' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start run' }).click()

  await expect(page.getByRole('heading', { name: 'genai-payg-openai' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Steps' })).toBeVisible()
  await expect(page.getByRole('status').getByText('completed')).toBeVisible({ timeout: 60_000 })

  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page.getByTestId('mtd').first()).toHaveText(/\d[\d,]*\.\d{2}/)
  await expect(page.getByRole('region', { name: 'By provider' }).first()).toContainText('OpenAI')
})

test('a wrong password is refused in words', async ({ page }) => {
  await page.goto('/login')
  await page.getByLabel('E-mail').fill('nobody@example.com')
  await page.getByLabel('Password').fill('not the password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'do not match' })).toBeVisible()
})
