-- What signed-in people may read through Supabase's own API: themselves and the organizations they are members of.
-- Everything else is the services', which connect as the owner of the tables and are bound by no policy. Nobody can
-- write anything but their own name, so nobody can make themselves a member or raise their role.

-- The services link a person to the subject of a Supabase access token at first sight.
CREATE FUNCTION current_person() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT user_id FROM organizations.auth_accounts
  WHERE provider_id = 'supabase' AND account_id = (SELECT auth.uid())::text
$$;

-- Reads past the policy on org_members, which would otherwise ask itself.
CREATE FUNCTION current_organizations() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT org_slug FROM organizations.org_members WHERE user_id = organizations.current_person()
$$;

REVOKE ALL ON FUNCTION current_person(), current_organizations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION current_person(), current_organizations() TO authenticated;

GRANT USAGE ON SCHEMA organizations TO authenticated;
GRANT SELECT ON org_profiles, org_subscriptions, org_members TO authenticated;
GRANT SELECT (id, name, email, image, created_at), UPDATE (name) ON auth_users TO authenticated;

CREATE POLICY members_read ON org_profiles FOR SELECT TO authenticated
  USING (org_slug IN (SELECT organizations.current_organizations()));
CREATE POLICY members_read ON org_subscriptions FOR SELECT TO authenticated
  USING (org_slug IN (SELECT organizations.current_organizations()));
CREATE POLICY members_read ON org_members FOR SELECT TO authenticated
  USING (org_slug IN (SELECT organizations.current_organizations()));

CREATE POLICY own_profile ON auth_users FOR SELECT TO authenticated
  USING (id = (SELECT organizations.current_person()));
CREATE POLICY own_name ON auth_users FOR UPDATE TO authenticated
  USING (id = (SELECT organizations.current_person())) WITH CHECK (id = (SELECT organizations.current_person()));
-- Other roles of the services read people by their grants, as on any PostgreSQL.
CREATE POLICY services ON auth_users FOR ALL USING (current_user NOT IN ('anon', 'authenticated'));

-- Supabase's API shows the schema "public". The views have no rights of their own.
CREATE VIEW public.profiles WITH (security_invoker = true) AS
  SELECT id, email, name, image, created_at FROM organizations.auth_users;
CREATE VIEW public.organizations WITH (security_invoker = true) AS
  SELECT profile.org_slug, profile.company_name, profile.status, profile.default_currency, profile.default_timezone,
    subscription.plan_name, subscription.status AS subscription_status
  FROM organizations.org_profiles AS profile LEFT JOIN organizations.org_subscriptions AS subscription USING (org_slug);
CREATE VIEW public.organization_members WITH (security_invoker = true) AS
  SELECT org_slug, user_id, role, created_at FROM organizations.org_members;

-- Supabase grants everything in "public" to everybody by default.
REVOKE ALL ON public.profiles, public.organizations, public.organization_members FROM anon, authenticated;
GRANT SELECT ON public.profiles, public.organizations, public.organization_members TO authenticated;
GRANT UPDATE (name) ON public.profiles TO authenticated;
