export interface paths {
  "/api/v1/admin/bootstrap": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make the central tables that are missing */
    post: operations["bootstrap"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/bootstrap/status": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Compare the central tables with their descriptions */
    get: operations["bootstrapStatus"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/bootstrap/sync": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Add missing central tables and columns */
    post: operations["bootstrapSync"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/organizations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create an organization without an API key */
    post: operations["createOrganization"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/organizations/{org_slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Keys and runs of an organization */
    get: operations["getOrganization"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/api-keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make the main API key of an organization that has none, or with scopes one more key */
    post: operations["createApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/api-keys/{org_api_key_hash}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** End an API key by its hash */
    delete: operations["revokeApiKey"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/organizations/{org_slug}/regenerate-api-key": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End every key of an organization and make one */
    post: operations["regenerateApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/audit-logs/{org_slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who did what in an organization, newest first */
    get: operations["auditLogs"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/dev/api-key/{org_slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The API key in the clear; refused in production */
    get: operations["devApiKey"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/quota/reset-daily": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Open the counters of the UTC day */
    post: operations["resetDailyQuotas"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/quota/reset-monthly": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Set the month’s count of every organization to zero */
    post: operations["resetMonthlyQuotas"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/quota/cleanup-stale": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Set concurrent counters to the runs that hold a slot */
    post: operations["cleanupStaleQuotas"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/quota/cleanup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Delete counters of days more than 90 days ago */
    post: operations["cleanupOldQuotas"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/pipelines/run-all": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start the scheduled pipelines of every organization for one day */
    post: operations["runAllPipelines"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/encryption-key/rotate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make a new master key current and wrap every stored secret with it */
    post: operations["rotateEncryptionKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/users/reset-link": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make a one-time link with which a person sets a new password */
    post: operations["createResetLink"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/backup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Copy everything the embedded server stores, as of one moment, below `backups` of its data folder */
    post: operations["createBackup"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/encryption-key/rewrap": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Wrap every stored secret with the current master key, after it was rotated elsewhere or a run was cut off */
    post: operations["rewrapSecrets"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/dryrun": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Check an onboarding without doing it */
    post: operations["dryRunOnboarding"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/onboard": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create an organization with its tables, trial and API key */
    post: operations["onboardOrganization"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List all organizations */
    get: operations["listOrganizations"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/status": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Compare the dataset with the described tables */
    get: operations["organizationStatus"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/sync": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Add the tables and columns the dataset lacks */
    post: operations["syncOrganization"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/{org_slug}/repair-tables": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make missing tables again */
    post: operations["repairTables"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/subscription": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Plan, status and limits
     * @description Needs the `org:read` right.
     */
    get: operations["getSubscription"];
    /** Change plan, status or limits */
    put: operations["updateSubscription"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/locale": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Currency and time zone of reports
     * @description Needs the `org:read` right.
     */
    get: operations["getLocale"];
    /**
     * Change currency or time zone of reports
     * @description Needs the `org:write` right.
     */
    put: operations["updateLocale"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/api-key": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What is known of the main API key; never the key
     * @description Needs the `org:read` right.
     */
    get: operations["apiKeyInfo"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/api-key/rotate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End the main API key and make a new one with its scopes; other keys stay
     * @description Needs the `keys:write` right.
     */
    post: operations["rotateApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/api-keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * API keys of the organization, newest first; never the keys themselves
     * @description Needs the `keys:write` right.
     */
    get: operations["listApiKeys"];
    put?: never;
    /**
     * Make one more API key, with chosen scopes and none that its maker lacks
     * @description Needs the `keys:write` right.
     */
    post: operations["createOrganizationApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/api-keys/{api_key_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End an API key of the organization
     * @description Needs the `keys:write` right.
     */
    delete: operations["revokeOrganizationApiKey"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/api-keys/{api_key_id}/rotate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End an API key and make another with its name, scopes and expiry
     * @description Needs the `keys:write` right.
     */
    post: operations["rotateOrganizationApiKey"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove an organization for good
     * @description Needs the `org:write` right.
     */
    delete: operations["deleteOrganization"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/members": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * People of the organization and their roles
     * @description Needs the `org:read` right.
     */
    get: operations["listMembers"];
    put?: never;
    /**
     * Give a person with an account a role
     * @description Needs the `members:write` right.
     */
    post: operations["addMember"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/members/{user_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End a membership
     * @description Needs the `members:write` right.
     */
    delete: operations["removeMember"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/members/emails": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Addresses of members; the organization’s own contact when it has none */
    get: operations["memberEmails"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/invitations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Invitations nobody has accepted yet, and whether this server can mail them
     * @description Needs the `members:write` right.
     */
    get: operations["listInvitations"];
    put?: never;
    /**
     * Invite a person by e-mail, with a role
     * @description Needs the `members:write` right.
     */
    post: operations["createInvitation"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/invitations/{invitation_id}/resend": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replace an open invitation by a new one: new link, another 48 hours
     * @description Needs the `members:write` right.
     */
    post: operations["resendInvitation"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/invitations/{invitation_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Withdraw an invitation: its link stops working
     * @description Needs the `members:write` right.
     */
    delete: operations["revokeInvitation"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/invitations/by-token": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the holder of an invitation’s token is invited to */
    get: operations["findInvitation"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/invitations/accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Join the organization one was invited to */
    post: operations["acceptInvitation"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/me": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The signed-in person and their organizations */
    get: operations["getMe"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/sign-in-options": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What this deployment offers to people who are not signed in */
    get: operations["signInOptions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/organizations/{org_slug}/quota": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the plan allows and what is used
     * @description Needs the `org:read` right.
     */
    get: operations["getQuota"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/integrations/{org_slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every provider of the registry, configured or not
     * @description Needs the `integrations:read` right.
     */
    get: operations["listIntegrations"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/integrations/{org_slug}/{provider}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One provider and its credential
     * @description Needs the `integrations:read` right.
     */
    get: operations["getIntegration"];
    /**
     * Replace the credential, its name or where the bill comes from
     * @description Needs the `integrations:write` right.
     */
    put: operations["updateIntegration"];
    post?: never;
    /**
     * Stop using the credentials of a provider; costs stay
     * @description Needs the `integrations:write` right.
     */
    delete: operations["deleteIntegration"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/integrations/{org_slug}/{provider}/setup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Prove, encrypt and store a credential
     * @description Needs the `integrations:write` right.
     */
    post: operations["setupIntegration"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/integrations/{org_slug}/{provider}/validate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask the vendor whether the stored credential still works
     * @description Needs the `integrations:write` right.
     */
    post: operations["validateIntegration"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/validator/pipelines": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Pipelines of this deployment */
    get: operations["listPipelines"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/validator/pipelines/{pipeline_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One pipeline */
    get: operations["getPipeline"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/validator/validate/{org_slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Would this pipeline start now?
     * @description Needs the `pipelines:read` right.
     */
    post: operations["validatePipeline"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/validator/complete/{org_slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Bring the counters in line with the runs
     * @description Needs the `pipelines:execute` right.
     */
    post: operations["completePipeline"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Charges as FOCUS rows
     * @description Needs the `costs:read` right.
     */
    get: operations["listCosts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/summary": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Totals per currency with their parts
     * @description Needs the `costs:read` right.
     */
    get: operations["getCostSummary"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/by-provider": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Costs by service provider and currency
     * @description Needs the `costs:read` right.
     */
    get: operations["getCostsByProvider"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/by-service": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Costs by service and currency
     * @description Needs the `costs:read` right.
     */
    get: operations["getCostsByService"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/trend": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Costs over time, by day, week (from Monday) or month
     * @description Needs the `costs:read` right.
     */
    get: operations["getCostTrend"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/trend-granular": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Daily costs by family, provider, service and charge category, to be filtered by the client
     * @description Needs the `costs:read` right.
     */
    get: operations["getGranularCostTrend"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/subscriptions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Costs of SaaS subscriptions by product
     * @description Needs the `costs:read` right.
     */
    get: operations["getSubscriptionCosts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/cloud": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Cloud costs by service and account; what a cloud bills for models is GenAI
     * @description Needs the `costs:read` right.
     */
    get: operations["getCloudCosts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/genai": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * GenAI costs by vendor, model and project, whoever bills them
     * @description Needs the `costs:read` right.
     */
    get: operations["getGenaiCosts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/total": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Subscription, cloud and GenAI costs and their total, per currency
     * @description Needs the `costs:read` right.
     */
    get: operations["getTotalCosts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/overview": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The dashboard: month to date, forecast, trend, groups, freshness
     * @description Needs the `costs:read` right.
     */
    get: operations["getCostOverview"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/rows": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One page of charges, filtered, searched and sorted
     * @description Needs the `costs:read` right.
     */
    get: operations["getCostRows"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/filters": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Values the filters can take in a range
     * @description Needs the `costs:read` right.
     */
    get: operations["getCostFilters"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/export": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download charges as a FOCUS file
     * @description Needs the `costs:read` right.
     */
    get: operations["exportCosts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/export/metadata": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Schema and completeness of an export, as FOCUS metadata
     * @description Needs the `costs:read` right.
     */
    get: operations["getExportMetadata"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/conformance": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Check charges against the rules of FOCUS 1.3
     * @description Needs the `costs:read` right.
     */
    get: operations["costConformance"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/cache/stats": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How the answers kept for an organization are used
     * @description Needs the `costs:read` right.
     */
    get: operations["getCostCacheStats"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/costs/{org_slug}/cache/invalidate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Forget the answers kept for an organization
     * @description Needs the `costs:read` right.
     */
    post: operations["invalidateCostCache"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/pricing": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Prices of GenAI usage in force, by model and region
     * @description Needs the `costs:read` right.
     */
    get: operations["getGenaiPricing"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/pricing/{flow}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Prices of GenAI usage in force, of one flow
     * @description Needs the `costs:read` right.
     */
    get: operations["getGenaiPricingByFlow"];
    put?: never;
    /**
     * Add list prices of a model of your own
     * @description Needs the `integrations:write` right.
     */
    post: operations["addGenaiCustomPrice"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/pricing/seed-defaults": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Count the shipped prices in force; they hold without being copied, and your own prices stay
     * @description Needs the `integrations:write` right.
     */
    post: operations["seedDefaultGenaiPrices"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/pricing/{flow}/{identifier}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a custom price by its id; overrides of it go along
     * @description Needs the `integrations:write` right.
     */
    delete: operations["deleteGenaiCustomPrice"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/pricing/{flow}/{identifier}/override": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Say what the organization pays instead of a list price, from a day on
     * @description Needs the `integrations:write` right.
     */
    put: operations["setGenaiPriceOverride"];
    post?: never;
    /**
     * Take back overrides: by the id of the list price all of them, by an override’s own id that one
     * @description Needs the `integrations:write` right.
     */
    delete: operations["resetGenaiPriceOverride"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/own-prices": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Overrides, custom prices and discounts of the organization; past and future ones too
     * @description Needs the `costs:read` right.
     */
    get: operations["listGenaiOwnPrices"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/discounts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add a negotiated discount on list prices: a percentage or an amount per unit
     * @description Needs the `integrations:write` right.
     */
    post: operations["addGenaiDiscount"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/discounts/{discount_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a negotiated discount
     * @description Needs the `integrations:write` right.
     */
    delete: operations["deleteGenaiDiscount"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/recost/preview": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What stored usage of a period would cost with the prices in force, by model; changes nothing
     * @description Needs the `costs:read` right.
     */
    post: operations["previewRecost"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/recost/apply": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Price stored usage of a period with the prices in force; earlier rows are kept
     * @description Needs the `pipelines:execute` right.
     */
    post: operations["applyRecost"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/reconciliation": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Billed, priced and the gap with its reasons, by day, project, model and line item
     * @description Needs the `costs:read` right.
     */
    get: operations["getGenaiReconciliation"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/reconciliation/export": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download billed, priced and the gap with its reasons as CSV
     * @description Needs the `costs:read` right.
     */
    get: operations["exportGenaiReconciliation"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/usage": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Usage records as they were read, oldest first
     * @description Needs the `costs:read` right.
     */
    get: operations["listGenaiUsage"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/costs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Priced usage by day, project, key, model and meter, oldest first
     * @description Needs the `costs:read` right.
     */
    get: operations["listGenaiCosts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/genai/{org_slug}/costs/summary": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What GenAI usage costs by its prices, by flow, provider and model
     * @description Needs the `costs:read` right.
     */
    get: operations["summarizeGenaiCosts"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/integrations/{org_slug}/{provider}/pricing": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Models of a provider with what a thousand tokens cost today
     * @description Needs the `costs:read` right.
     */
    get: operations["listModelPricing"];
    put?: never;
    /**
     * Add a model no price list has, priced per thousand tokens
     * @description Needs the `integrations:write` right.
     */
    post: operations["createModelPricing"];
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Override the prices of several models; those that are refused are named
     * @description Needs the `integrations:write` right.
     */
    patch: operations["bulkUpdateModelPricing"];
    trace?: never;
  };
  "/api/v1/integrations/{org_slug}/{provider}/pricing/{model_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a thousand tokens of a model cost today
     * @description Needs the `costs:read` right.
     */
    get: operations["getModelPricing"];
    /**
     * Override what a thousand tokens of a model cost, from a day on
     * @description Needs the `integrations:write` right.
     */
    put: operations["updateModelPricing"];
    post?: never;
    /**
     * Remove a model of your own; one of the shipped list cannot be removed
     * @description Needs the `integrations:write` right.
     */
    delete: operations["deleteModelPricing"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/integrations/{org_slug}/{provider}/pricing/reset": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Go back to the shipped list: removes overrides, custom prices and discounts of the provider
     * @description Needs the `integrations:write` right.
     */
    post: operations["resetModelPricing"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/{org_slug}/channels": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where the organization is notified
     * @description Needs the `notifications:read` right.
     */
    get: operations["listNotificationChannels"];
    put?: never;
    /**
     * Add an e-mail, Slack or webhook channel
     * @description Needs the `notifications:write` right.
     */
    post: operations["createNotificationChannel"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/{org_slug}/channels/{channel_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One channel, without its secrets
     * @description Needs the `notifications:read` right.
     */
    get: operations["getNotificationChannel"];
    /**
     * Change a channel; what is not named stays
     * @description Needs the `notifications:write` right.
     */
    put: operations["updateNotificationChannel"];
    post?: never;
    /**
     * Remove a channel; its history stays
     * @description Needs the `notifications:write` right.
     */
    delete: operations["deleteNotificationChannel"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/{org_slug}/channels/{channel_id}/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a test message now and say whether it arrived
     * @description Needs the `notifications:write` right.
     */
    post: operations["testNotificationChannel"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/{org_slug}/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was sent and whether it arrived, newest first
     * @description Needs the `notifications:read` right.
     */
    get: operations["listNotificationHistory"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/{org_slug}/history/{notification_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One notification
     * @description Needs the `notifications:read` right.
     */
    get: operations["getNotificationHistoryEntry"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/{org_slug}/history/{notification_id}/acknowledge": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say that somebody has seen it; the first one stays
     * @description Needs the `notifications:write` right.
     */
    post: operations["acknowledgeNotification"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/{org_slug}/stats": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Channels, rules and how deliveries go
     * @description Needs the `notifications:read` right.
     */
    get: operations["getNotificationStats"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/run/{org_slug}/{provider}/{domain}/{pipeline}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start a pipeline named by three segments: genai/payg/openai
     * @description Needs the `pipelines:execute` right.
     */
    post: operations["runPipeline"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/run/{org_slug}/{category}/{provider}/{domain}/{pipeline}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start a pipeline named by four segments: cloud/aws/cost/billing
     * @description Needs the `pipelines:execute` right.
     */
    post: operations["runCategoryPipeline"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/trigger/{org_slug}/{provider}/{domain}/{pipeline}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Older name of run
     * @description Needs the `pipelines:execute` right.
     */
    post: operations["triggerPipeline"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/run/setup/{pipeline}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start a set-up pipeline: setup/bootstrap. The run belongs to no organization and uses no quota */
    post: operations["runSetUpPipeline"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/run/setup/{domain}/{pipeline}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start a set-up pipeline: setup/organizations/onboarding. The API key it makes stays sealed: rotate it to see one */
    post: operations["runSetUpDomainPipeline"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/status/setup/{run_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** State, steps and error of a run of a set-up pipeline */
    get: operations["setUpRunStatus"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/history/setup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Runs of set-up pipelines, newest first */
    get: operations["setUpRunHistory"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/status/{org_slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Which pipelines ran today, and how the last run of each ended
     * @description Needs the `pipelines:read` right.
     */
    get: operations["pipelineStatus"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/status/{org_slug}/{run_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * State, steps, rows and error of a run
     * @description Needs the `pipelines:read` right.
     */
    get: operations["runStatus"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/history/{org_slug}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Runs, newest first
     * @description Needs the `pipelines:read` right.
     */
    get: operations["runHistory"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/logs/{org_slug}/{run_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A run with its log
     * @description Needs the `pipelines:read` right.
     */
    get: operations["runLogs"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/logs/{org_slug}/{run_id}/steps": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Step logs of a run
     * @description Needs the `pipelines:read` right.
     */
    get: operations["runLogSteps"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/logs/{org_slug}/{run_id}/transitions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * State transitions of a run
     * @description Needs the `pipelines:read` right.
     */
    get: operations["runLogTransitions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/logs/{org_slug}/{run_id}/download": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The whole log of a run as a file
     * @description Needs the `pipelines:read` right.
     */
    get: operations["downloadRunLog"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/{org_slug}/runs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Runs, newest first, with filters
     * @description Needs the `pipelines:read` right.
     */
    get: operations["listRuns"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A run and its steps
     * @description Needs the `pipelines:read` right.
     */
    get: operations["getRun"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/steps": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Step logs of a run
     * @description Needs the `pipelines:read` right.
     */
    get: operations["listRunSteps"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/transitions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * State transitions of a run
     * @description Needs the `pipelines:read` right.
     */
    get: operations["listRunTransitions"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/download": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The whole log of a run as a file
     * @description Needs the `pipelines:read` right.
     */
    get: operations["downloadRun"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/retry": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Continue a failed run from its last good step
     * @description Needs the `pipelines:execute` right.
     */
    post: operations["retryRun"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Stop a run
     * @description Needs the `pipelines:execute` right.
     */
    post: operations["cancelRun"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/{org_slug}/batch-runs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Batches that started many pipelines
     * @description Needs the `pipelines:read` right.
     */
    get: operations["listBatchRuns"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/scheduler/org/{org_slug}/pipelines": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Schedules of the organization
     * @description Needs the `pipelines:read` right.
     */
    get: operations["listSchedules"];
    put?: never;
    /**
     * Run a pipeline on a schedule
     * @description Needs the `pipelines:write` right.
     */
    post: operations["createSchedule"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/scheduler/org/{org_slug}/pipelines/{config_id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a schedule
     * @description Needs the `pipelines:write` right.
     */
    delete: operations["deleteSchedule"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    ProblemInput: {
      type: string;
      title: string;
      status: number;
      detail: string;
      code: string;
      request_id: string;
      errors?: {
        path: string;
        message: string;
      }[];
    } & {
      [key: string]: unknown;
    };
    ApiKeyInfoInput: {
      /** @description SHA-256 of the key: names it when it is revoked or rotated. */
      api_key_id: string;
      org_slug: string;
      name: string | null;
      description: string | null;
      api_key_fingerprint: string;
      /** @enum {string} */
      status: "ACTIVE" | "EXPIRED" | "REVOKED";
      /** @description The key that api-key and api-key/rotate are about. */
      is_main: boolean;
      scopes: string[];
      expires_at: string | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      created_at: string;
      created_by: string | null;
      last_used_at: string | null;
      revoked_at: string | null;
    };
    NewApiKeyInput: {
      /** @description SHA-256 of the key: names it when it is revoked or rotated. */
      api_key_id: string;
      org_slug: string;
      name: string | null;
      description: string | null;
      api_key_fingerprint: string;
      /** @enum {string} */
      status: "ACTIVE" | "EXPIRED" | "REVOKED";
      /** @description The key that api-key and api-key/rotate are about. */
      is_main: boolean;
      scopes: string[];
      expires_at: string | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      created_at: string;
      created_by: string | null;
      last_used_at: string | null;
      revoked_at: string | null;
      /** @description Shown once; keep it. */
      api_key: string;
      message: string;
    };
    PipelineConfigInput: {
      id: string;
      name: string;
      description: string;
      category: string;
      provider: string;
      domain: string;
      pipeline: string;
      required_integration: string;
      schedule: string | null;
      enabled: boolean;
    };
    NewApiKeyRequestInput: {
      name: string;
      description?: string;
      scopes: (
        | "org:read"
        | "org:write"
        | "integrations:read"
        | "integrations:write"
        | "pipelines:read"
        | "pipelines:write"
        | "pipelines:execute"
        | "costs:read"
        | "notifications:read"
        | "notifications:write"
        | "keys:write"
        | "members:write"
      )[];
      /**
       * Format: date-time
       * @description Instant from which the key is refused. Absent: until it is revoked.
       */
      expires_at?: string;
    };
    ApiKeyListInput: {
      org_slug: string;
      api_keys: components["schemas"]["ApiKeyInfoInput"][];
      total: number;
    };
    IntegrationInput: {
      provider: string;
      /** @enum {string} */
      status:
        | "VALID"
        | "INVALID"
        | "PENDING"
        | "EXPIRED"
        | "PARTIAL_VALID"
        | "NOT_CONFIGURED";
      /** @enum {string} */
      type: "cloud" | "genai" | "saas";
      display_name: string;
      description: string;
      /** @enum {string} */
      registry_status: "active" | "beta" | "retired";
      credential_type: string;
      credential_fields: {
        name: string;
        label: string;
        /** @default false */
        secret: boolean;
        /** @default true */
        required: boolean;
        /** @default false */
        multiline: boolean;
        placeholder?: string;
        help?: string;
        options?: string[];
        pattern?: string;
        pattern_message?: string;
      }[];
      metadata_fields: {
        name: string;
        label: string;
        /** @default false */
        secret: boolean;
        /** @default true */
        required: boolean;
        /** @default false */
        multiline: boolean;
        placeholder?: string;
        help?: string;
        options?: string[];
        pattern?: string;
        pattern_message?: string;
      }[];
      help: string;
      credential_id: string | null;
      credential_name: string | null;
      last_validated_at: string | null;
      last_error: string | null;
      created_at: string | null;
      metadata: {
        [key: string]: unknown;
      } | null;
      credentials: {
        credential_id: string;
        credential_name: string | null;
        /** @enum {string} */
        status: "VALID" | "INVALID" | "PENDING" | "EXPIRED" | "PARTIAL_VALID";
        last_validated_at: string | null;
        last_error: string | null;
        /**
         * Format: date-time
         * @example 2026-01-15T09:30:00.000Z
         */
        created_at: string;
        metadata: {
          [key: string]: unknown;
        };
      }[];
    };
    IntegrationResultInput: {
      success: boolean;
      /** @constant */
      status: "configured";
      /** @enum {string} */
      validation_status:
        "VALID" | "INVALID" | "PENDING" | "EXPIRED" | "PARTIAL_VALID";
      validation_error: string | null;
      credential_id: string;
      provider: string;
      message: string;
      checks: {
        name: string;
        ok: boolean;
        message: string;
      }[];
    };
    ModelPricingInput: {
      pricing_id: string;
      provider: string;
      model_id: string;
      model_name: string | null;
      is_custom: boolean;
      currency: string;
      /** @description What is paid per thousand tokens: the override, else the list price. */
      input_price_per_1k: string | null;
      /** @description Per thousand tokens. Null: not known. */
      output_price_per_1k: string | null;
      /** @description List price. */
      base_input_price_per_1k: string | null;
      /** @description List price. */
      base_output_price_per_1k: string | null;
      /** @description Per thousand tokens in a batch. */
      x_openai_batch_input_price: string | null;
      /** @description Per thousand tokens in a batch. */
      x_openai_batch_output_price: string | null;
      /** @description Null: no earlier price is known. */
      effective_date: string | null;
      end_date: string | null;
      is_enabled: boolean;
      /** @enum {string} */
      pricing_type: "standard" | "negotiated";
      notes: string | null;
    };
    BulkPricingUpdateRequestInput: {
      updates: {
        model_id: string;
        /**
         * Format: decimal
         * @example 1.25
         */
        input_price_per_1k?: string | number;
        /**
         * Format: decimal
         * @example 1.25
         */
        output_price_per_1k?: string | number;
        /**
         * Format: date
         * @description First UTC day. Default: today.
         * @example 2026-02-01
         */
        effective_date?: string;
        notes?: string;
      }[];
    };
    ModelPricingCreateInput: {
      model_id: string;
      /**
       * Format: decimal
       * @example 1.25
       */
      input_price_per_1k: string | number;
      /**
       * Format: decimal
       * @example 1.25
       */
      output_price_per_1k: string | number;
      /**
       * Format: date
       * @description First UTC day. Default: today.
       * @example 2026-02-01
       */
      effective_date?: string;
      notes?: string;
    };
    ModelPricingUpdateInput: {
      /**
       * Format: decimal
       * @example 1.25
       */
      input_price_per_1k?: string | number;
      /**
       * Format: decimal
       * @example 1.25
       */
      output_price_per_1k?: string | number;
      /**
       * Format: date
       * @description First UTC day. Default: today.
       * @example 2026-02-01
       */
      effective_date?: string;
      notes?: string;
    };
    OwnPriceInput: {
      price_id: string;
      /**
       * @description override: paid instead of a list price. custom: a list price of yours.
       * @enum {string}
       */
      kind: "override" | "custom";
      provider: string;
      model: string;
      meter: string;
      service_tier: string;
      context_band: string;
      region: string;
      time_window: string | null;
      unit: string;
      currency: string;
      /**
       * Format: decimal
       * @description Per unit.
       * @example 1234.567890123
       */
      price: string;
      effective_from: string;
      effective_to: string | null;
      notes: string | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      last_updated: string;
    };
    NegotiatedDiscountInput: {
      discount_id: string;
      provider: string;
      /** @description Name or pattern; * is every model. */
      model: string;
      /** @description Null: every meter. */
      meter: string | null;
      discount_percent: string | null;
      /** @description Per pricing unit of the meter. */
      discount_amount: string | null;
      currency: string | null;
      effective_from: string;
      effective_to: string | null;
      notes: string | null;
    };
    CustomPricingRequestInput: {
      /** @example openai */
      provider: string;
      /** @description Name as the vendor reports it; a suffix [-date] stands for dated snapshots. */
      model: string;
      /** @default global */
      region: string;
      /** @default USD */
      currency: string;
      /**
       * Format: decimal
       * @example 1.25
       */
      input_per_1m?: string | number;
      /**
       * Format: decimal
       * @example 1.25
       */
      output_per_1m?: string | number;
      /**
       * Format: decimal
       * @example 1.25
       */
      cached_input_per_1m?: string | number;
      /**
       * Format: decimal
       * @example 1.25
       */
      cached_write_per_1m?: string | number;
      /**
       * Format: decimal
       * @example 1.25
       */
      batch_input_per_1m?: string | number;
      /**
       * Format: decimal
       * @example 1.25
       */
      batch_output_per_1m?: string | number;
      /** @description Prices of other meters, per the unit in which the meter is priced. */
      prices?: {
        meter: string;
        /** @default standard */
        service_tier: string;
        /**
         * Format: decimal
         * @example 1.25
         */
        price: string | number;
      }[];
      notes?: string;
      /**
       * Format: date
       * @description First UTC day. Default: today.
       * @example 2026-02-01
       */
      effective_from?: string;
      /** @description First UTC day it no longer holds; null: until further notice. */
      effective_to?: string | null;
    };
    NegotiatedDiscountCreateInput: {
      /** @example openai */
      provider: string;
      /**
       * @description Name or pattern; * is every model.
       * @default *
       */
      model: string;
      /** @description Required with an amount, because units differ. */
      meter?: string;
      /**
       * Format: decimal
       * @example 12.5
       */
      discount_percent?: string | number;
      /**
       * Format: decimal
       * @description Per pricing unit of the meter.
       * @example 1.25
       */
      discount_amount?: string | number;
      /** @default USD */
      currency: string;
      notes?: string;
      /**
       * Format: date
       * @description First UTC day. Default: today.
       * @example 2026-02-01
       */
      effective_from?: string;
      /** @description First UTC day it no longer holds; null: until further notice. */
      effective_to?: string | null;
    };
    PricingOverrideRequestInput: {
      /**
       * Format: decimal
       * @description Per unit of the list price.
       * @example 1.25
       */
      override_value: string | number;
      notes?: string;
      /**
       * Format: date
       * @description First UTC day. Default: today.
       * @example 2026-02-01
       */
      effective_from?: string;
      /** @description First UTC day it no longer holds; null: until further notice. */
      effective_to?: string | null;
      /**
       * Format: date-time
       * @description last_updated of the override you read: refuses when somebody changed it since.
       * @example 2026-01-15T09:30:00.000Z
       */
      expected_last_updated?: string;
    };
    GenaiCostRecordInput: {
      /**
       * Format: date
       * @description The vendor's UTC day.
       */
      cost_date: string;
      /** @constant */
      cost_type: "payg";
      provider: string;
      model: string | null;
      region: string | null;
      meter: string;
      /** @description Null when no price is known. */
      currency: string | null;
      /** @description In that currency; null when no price is known, which is not 0. */
      total_cost: string | null;
      input_cost_usd: string | null;
      output_cost_usd: string | null;
      /** @description Null when the price is unknown or in another currency. */
      total_cost_usd: string | null;
      discount_applied_pct: string | null;
      /** @description catalogue, custom, override or discount. */
      price_source: string | null;
      /**
       * Format: decimal
       * @example 1234.567890123
       */
      usage_quantity: string;
      usage_unit: string;
      hierarchy_entity_id: string | null;
      hierarchy_entity_name: string | null;
      hierarchy_level_code: string | null;
      hierarchy_path: string | null;
      hierarchy_path_names: string | null;
    };
    GenaiUsageRecordInput: {
      /**
       * Format: date
       * @description The vendor's UTC day.
       */
      usage_date: string;
      /** @constant */
      cost_type: "payg";
      provider: string;
      model: string | null;
      region: string | null;
      /** @description As the vendor reports it; some count cached tokens in. */
      input_tokens: number | null;
      output_tokens: number | null;
      total_tokens: number | null;
      request_count: number | null;
      /** @description Of what is not counted in tokens. */
      unit_quantity: string | null;
      unit: string | null;
      hierarchy_entity_id: string | null;
      hierarchy_entity_name: string | null;
      hierarchy_level_code: string | null;
      hierarchy_path: string | null;
      hierarchy_path_names: string | null;
    };
    InvitationInput: {
      invitation_id: string;
      email: string;
      /** @enum {string} */
      role: "owner" | "admin" | "editor" | "viewer";
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      invited_at: string;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      expires_at: string;
      /** @enum {string} */
      status: "pending" | "expired";
    };
    IssuedInvitationInput: {
      invitation_id: string;
      email: string;
      /** @enum {string} */
      role: "owner" | "admin" | "editor" | "viewer";
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      invited_at: string;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      expires_at: string;
      /** @enum {string} */
      status: "pending" | "expired";
      mailed: boolean;
      mail_fault: string | null;
      invite_url: string | null;
    };
    MemberInput: {
      user_id: string;
      email: string;
      name: string;
      /** @enum {string} */
      role: "owner" | "admin" | "editor" | "viewer";
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      joined_at: string;
    };
    LocaleInput: {
      org_slug: string;
      default_currency: string;
      default_country: string;
      default_language: string;
      /** @description The zone that was chosen. */
      default_timezone: string;
      report_days: {
        /** @description The zone reports count days in now. */
        time_zone: string;
        /** @enum {string} */
        state: "ready" | "rebuilding";
        message: string;
      };
      currency_symbol: string;
      currency_name: string;
      currency_decimals: number;
    };
    SubscriptionInput: {
      org_slug: string;
      subscription_id: string;
      plan_name: string;
      status: string;
      daily_limit: number | null;
      monthly_limit: number | null;
      concurrent_limit: number | null;
      seat_limit: number | null;
      providers_limit: number | null;
      trial_end_date: string | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      created_at: string;
      updated_at: string | null;
    };
    OnboardedOrganizationInput: {
      org_slug: string;
      /** @description Shown once; keep it. */
      api_key: string;
      subscription_plan: string;
      default_currency: string;
      default_country: string;
      default_language: string;
      default_timezone: string;
      dataset_id: string;
      dataset_created: boolean;
      tables_created: string[];
      trial_end_date: string | null;
      dryrun_status: string;
      message: string;
    };
    NotificationChannelInput: {
      channel_id: string;
      org_slug: string;
      /** @enum {string} */
      channel_type: "email" | "slack" | "webhook";
      name: string;
      is_default: boolean;
      is_active: boolean;
      trigger:
        ("on_failure" | "on_success" | "on_completion" | "always") | null;
      email_recipients: string[];
      email_cc_recipients: string[];
      email_subject_prefix: string | null;
      slack_webhook_configured: boolean;
      slack_channel: string | null;
      slack_mention_users: string[];
      slack_mention_channel: boolean;
      webhook_configured: boolean;
      webhook_headers_configured: boolean;
      webhook_method: ("POST" | "PUT") | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      created_at: string;
      updated_at: string | null;
      created_by: string | null;
    };
    NotificationHistoryEntryInput: {
      notification_id: string;
      org_slug: string;
      rule_id: string | null;
      summary_id: string | null;
      channel_id: string;
      notification_type: string;
      priority: string | null;
      subject: string;
      body_preview: string | null;
      /** @enum {string} */
      status: "queued" | "sent" | "delivered" | "failed" | "skipped";
      sent_at: string | null;
      delivered_at: string | null;
      error_message: string | null;
      retry_count: number;
      trigger_data: {
        [key: string]: unknown;
      } | null;
      recipients: string[];
      acknowledged_at: string | null;
      acknowledged_by: string | null;
      escalated: boolean;
      escalated_at: string | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      created_at: string;
    };
    NotificationChannelUpdateInput: {
      name?: string;
      is_default?: boolean;
      is_active?: boolean;
      /** @description Ends of runs the channel is told about. Null: those the rules name it for, and every end when it is a default. */
      trigger?:
        ("on_failure" | "on_success" | "on_completion" | "always") | null;
      email_recipients?: string[];
      email_cc_recipients?: string[] | null;
      email_subject_prefix?: string | null;
      /** @description Stored encrypted and never shown again. */
      slack_webhook_url?: string;
      slack_channel?: string | null;
      slack_mention_users?: string[] | null;
      slack_mention_channel?: boolean;
      /** @description Stored encrypted and never shown again. */
      webhook_url?: string;
      /** @description Stored encrypted and never shown again. */
      webhook_headers?: {
        [key: string]: string;
      } | null;
      /** @enum {string} */
      webhook_method?: "POST" | "PUT";
    };
    NotificationChannelCreateInput: {
      name: string;
      is_default?: boolean;
      is_active?: boolean;
      /** @description Ends of runs the channel is told about. Null: those the rules name it for, and every end when it is a default. */
      trigger?:
        ("on_failure" | "on_success" | "on_completion" | "always") | null;
      email_recipients?: string[];
      email_cc_recipients?: string[] | null;
      email_subject_prefix?: string | null;
      /** @description Stored encrypted and never shown again. */
      slack_webhook_url?: string;
      slack_channel?: string | null;
      slack_mention_users?: string[] | null;
      slack_mention_channel?: boolean;
      /** @description Stored encrypted and never shown again. */
      webhook_url?: string;
      /** @description Stored encrypted and never shown again. */
      webhook_headers?: {
        [key: string]: string;
      } | null;
      /** @enum {string} */
      webhook_method?: "POST" | "PUT";
      /** @enum {string} */
      channel_type: "email" | "slack" | "webhook";
    };
    NotificationStatsInput: {
      total_channels: number;
      active_channels: number;
      total_rules: number;
      active_rules: number;
      total_summaries: number;
      active_summaries: number;
      notifications_24h: number;
      alerts_24h: number;
      /** @description Percent of settled notifications that arrived; 100 when there are none. */
      delivery_rate: number;
      pending_acknowledgments: number;
    };
    ChannelTestResultInput: {
      success: boolean;
      channel_id: string;
      notification_id: string;
      /** @enum {string} */
      status: "delivered" | "failed";
      message: string;
    };
    QuotaInput: {
      org_slug: string;
      pipelinesRunToday: number;
      /** @description null: unlimited */
      dailyLimit: number | null;
      pipelinesRunMonth: number;
      /** @description null: unlimited */
      monthlyLimit: number | null;
      concurrentRunning: number;
      /** @description null: unlimited */
      concurrentLimit: number | null;
      /** @description null: unlimited */
      seatLimit: number | null;
      /** @description null: unlimited */
      providersLimit: number | null;
      configuredProvidersCount: number;
      /** Format: date */
      usageDate: string;
      dailyUsagePercent: number | null;
      monthlyUsagePercent: number | null;
    };
    PipelineRunSummaryInput: {
      run_id: string;
      /** @description The same as run_id. */
      pipeline_logging_id: string;
      pipeline_id: string;
      /** @description Path to run it by. */
      pipeline: string;
      org_slug: string;
      status: string;
      trigger_type: string;
      trigger_by: string | null;
      start_time: string | null;
      end_time: string | null;
      duration_ms: number | null;
      run_date: string | null;
      /** @description First UTC day worked on. */
      start_date: string;
      /** @description First UTC day no longer worked on. */
      end_date: string;
      credential_id: string | null;
      rows_processed: number | null;
      error_message: string | null;
      error_context: {
        [key: string]: unknown;
      } | null;
      parameters: {
        [key: string]: unknown;
      } | null;
      run_metadata: {
        [key: string]: unknown;
      } | null;
      resumed_from: string | null;
    };
    StepLogSummaryInput: {
      step_logging_id: string;
      step_id: string;
      step_name: string;
      step_type: string;
      step_index: number;
      status: string;
      attempt: number;
      start_time: string | null;
      end_time: string | null;
      duration_ms: number | null;
      rows_processed: number | null;
      error_message: string | null;
      error_context: {
        [key: string]: unknown;
      } | null;
      metadata: {
        [key: string]: unknown;
      } | null;
      output: {
        [key: string]: unknown;
      } | null;
      findings: {
        [key: string]: unknown;
      }[];
    };
    PipelineRunDetailInput: {
      run_id: string;
      /** @description The same as run_id. */
      pipeline_logging_id: string;
      pipeline_id: string;
      /** @description Path to run it by. */
      pipeline: string;
      org_slug: string;
      status: string;
      trigger_type: string;
      trigger_by: string | null;
      start_time: string | null;
      end_time: string | null;
      duration_ms: number | null;
      run_date: string | null;
      /** @description First UTC day worked on. */
      start_date: string;
      /** @description First UTC day no longer worked on. */
      end_date: string;
      credential_id: string | null;
      rows_processed: number | null;
      error_message: string | null;
      error_context: {
        [key: string]: unknown;
      } | null;
      parameters: {
        [key: string]: unknown;
      } | null;
      run_metadata: {
        [key: string]: unknown;
      } | null;
      resumed_from: string | null;
      steps: components["schemas"]["StepLogSummaryInput"][];
    };
    RunStatusInput: {
      run_id: string;
      /** @description The same as run_id. */
      pipeline_logging_id: string;
      pipeline_id: string;
      /** @description Path to run it by. */
      pipeline: string;
      org_slug: string;
      status: string;
      trigger_type: string;
      trigger_by: string | null;
      start_time: string | null;
      end_time: string | null;
      duration_ms: number | null;
      run_date: string | null;
      /** @description First UTC day worked on. */
      start_date: string;
      /** @description First UTC day no longer worked on. */
      end_date: string;
      credential_id: string | null;
      rows_processed: number | null;
      error_message: string | null;
      error_context: {
        [key: string]: unknown;
      } | null;
      parameters: {
        [key: string]: unknown;
      } | null;
      run_metadata: {
        [key: string]: unknown;
      } | null;
      resumed_from: string | null;
      steps: components["schemas"]["StepLogSummaryInput"][];
      rows: number | null;
      error: string | null;
    };
    StateTransitionInput: {
      transition_id: string;
      pipeline_logging_id: string;
      step_logging_id: string | null;
      entity_type: string;
      entity_name: string | null;
      from_state: string;
      to_state: string;
      /** @description ISO 8601, UTC. */
      transition_time: string;
      reason: string | null;
      error_type: string | null;
      error_message: string | null;
      retry_count: number | null;
      duration_in_state_ms: number | null;
      metadata: {
        [key: string]: unknown;
      } | null;
    };
    TriggerPipelineResponseInput: {
      run_id: string;
      pipeline_logging_id: string;
      pipeline_id: string;
      org_slug: string;
      status: string;
      message: string;
      start_date: string;
      end_date: string;
      rows: number | null;
      error: string | null;
    };
    BatchRunsResponseInput: {
      runs: {
        batch_run_id: string;
        org_slug: string;
        trigger_type: string;
        status: string;
        run_date: string;
        dry_run: boolean;
        orgs_processed: number;
        orgs_skipped: number;
        pipelines_triggered: number;
        pipelines_failed: number;
        pipelines_skipped_quota: number;
        total_integrations: number;
        results: {
          [key: string]: unknown;
        }[];
        errors: {
          [key: string]: unknown;
        }[];
        elapsed_seconds: number;
        triggered_at: string;
        completed_at: string;
      }[];
      total: number;
    };
    BatchPipelinePublishRequestInput: {
      org_slugs: string[];
      /** @description Path of the pipeline: genai/payg/openai. */
      pipeline_id: string;
      date?: string;
      start_date?: string;
      end_date?: string;
    };
    BatchPublishResponseInput: {
      success: boolean;
      batch_run_id: string;
      started: number;
      refused: number;
      results: {
        org_slug: string;
        /** @enum {string} */
        outcome: "started" | "duplicate" | "quota" | "failed";
        run_id: string | null;
        message: string | null;
      }[];
    };
    RunLogInput: {
      run_id: string;
      /** @description The same as run_id. */
      pipeline_logging_id: string;
      pipeline_id: string;
      /** @description Path to run it by. */
      pipeline: string;
      org_slug: string;
      status: string;
      trigger_type: string;
      trigger_by: string | null;
      start_time: string | null;
      end_time: string | null;
      duration_ms: number | null;
      run_date: string | null;
      /** @description First UTC day worked on. */
      start_date: string;
      /** @description First UTC day no longer worked on. */
      end_date: string;
      credential_id: string | null;
      rows_processed: number | null;
      error_message: string | null;
      error_context: {
        [key: string]: unknown;
      } | null;
      parameters: {
        [key: string]: unknown;
      } | null;
      run_metadata: {
        [key: string]: unknown;
      } | null;
      resumed_from: string | null;
      steps: components["schemas"]["StepLogSummaryInput"][];
      transitions: components["schemas"]["StateTransitionInput"][];
    };
    StepLogsResponseInput: {
      steps: components["schemas"]["StepLogSummaryInput"][];
      total: number;
      limit: number;
      offset: number;
    };
    StateTransitionsResponseInput: {
      transitions: components["schemas"]["StateTransitionInput"][];
      total: number;
      limit: number;
      offset: number;
    };
    NotificationSentInput: {
      /** @description Somebody was told, and every channel took it. */
      success: boolean;
      org_slug: string;
      delivered: number;
      failed: number;
      results: {
        channel: string;
        notification_id: string | null;
        /** @enum {string} */
        status: "delivered" | "failed" | "skipped";
        error: string | null;
      }[];
      message: string;
    };
    SendNotificationRequestInput: {
      org_slug: string;
      /** @default alert_triggered */
      event: string;
      /**
       * @default medium
       * @enum {string}
       */
      severity: "info" | "low" | "medium" | "warning" | "high" | "critical";
      title: string;
      message: string;
      rule_id?: string;
      /**
       * @description E-mail addresses told besides the channels.
       * @default []
       */
      recipients: string[];
      /**
       * @description Ids, names or types (email, slack, webhook). With nothing named at all, the active channels.
       * @default []
       */
      channels: string[];
      /** Format: uri */
      slack_webhook_url?: string;
      slack_channel?: string;
      total_cost?: string;
      threshold?: string;
      /** @default USD */
      currency: string;
      /** @default current_month */
      period: string;
      details?: {
        [key: string]: unknown;
      };
    };
    SendSummaryRequestInput: {
      org_slug: string;
      summary_id: string;
      summary_name: string;
      /**
       * @description Ids, names or types (email, slack, webhook). With nothing named at all, the active channels.
       * @default []
       */
      channel_ids: string[];
      /** @description Figures by name; nested ones are shown below the names they lie under. */
      content: {
        [key: string]: unknown;
      };
      /**
       * @description E-mail addresses told besides the channels.
       * @default []
       */
      recipients: string[];
    };
    TestChannelRequestInput: {
      org_slug: string;
      channel_id: string;
    };
    ProcedureInfoInput: {
      name: string;
      dataset: string;
      project_id: string;
      full_name: string;
      domain: string;
      description: string;
      source: string;
      target: string;
      slice: string;
      parameters: {
        name: string;
        type: string;
        optional: boolean;
      }[];
      /**
       * @description CHANGED: the file is not what was last synced. Only WITHDRAWN ones are refused by runs.
       * @enum {string}
       */
      status: "NOT_SYNCED" | "SYNCED" | "CHANGED" | "WITHDRAWN";
      content_hash: string;
      /** @description When it was first synced; ISO 8601, UTC. */
      created_at: string | null;
      modified_at: string | null;
    };
    ProcedureSyncResponseInput: {
      success: boolean;
      created: string[];
      updated: string[];
      skipped: string[];
      failed: {
        name: string;
        error: string;
      }[];
      message: string;
    };
    ProcedureDeleteResponseInput: {
      success: boolean;
      procedure_name: string;
      message: string;
    };
    ProcedureDetailInput: {
      name: string;
      dataset: string;
      project_id: string;
      full_name: string;
      domain: string;
      description: string;
      source: string;
      target: string;
      slice: string;
      parameters: {
        name: string;
        type: string;
        optional: boolean;
      }[];
      /**
       * @description CHANGED: the file is not what was last synced. Only WITHDRAWN ones are refused by runs.
       * @enum {string}
       */
      status: "NOT_SYNCED" | "SYNCED" | "CHANGED" | "WITHDRAWN";
      content_hash: string;
      /** @description When it was first synced; ISO 8601, UTC. */
      created_at: string | null;
      modified_at: string | null;
      selects: string[];
    };
    ProcedureFilesInput: {
      files: {
        name: string;
        domain: string;
        /** @description Below the folder of the configuration. */
        path: string;
        content_hash: string;
      }[];
      count: number;
    };
    ProcedureListResponseInput: {
      procedures: components["schemas"]["ProcedureInfoInput"][];
      count: number;
    };
    ProcedureSyncRequestInput: {
      /**
       * @description Also those whose content is unchanged.
       * @default false
       */
      force: boolean;
      /** @description Names; absent: all. */
      procedures?: string[];
      domain?: string;
    };
    RecostRequestInput: {
      /** @example openai */
      provider: string;
      /**
       * Format: date
       * @description First UTC day.
       * @example 2026-01-31
       */
      start_date: string;
      /**
       * Format: date
       * @description First UTC day after the period.
       * @example 2026-01-31
       */
      end_date: string;
    };
    CancelRunResponseInput: {
      success: boolean;
      run_id: string;
      pipeline_logging_id: string;
      status: string;
      message: string;
    };
    PipelineRunsResponseInput: {
      runs: components["schemas"]["PipelineRunSummaryInput"][];
      total: number;
      limit: number;
      offset: number;
    };
    PipelineRunStatusInput: {
      pipeline_id: string;
      pipeline: string;
      last_run_id: string;
      last_run: string;
      status: string;
      is_running: boolean;
      ran_today: boolean;
      succeeded_today: boolean;
      last_success_at: string | null;
      duration_ms: number | null;
      error_message: string | null;
    };
    PipelineStatusResponseInput: {
      org_slug: string;
      check_date: string;
      pipelines: {
        [key: string]: components["schemas"]["PipelineRunStatusInput"];
      };
      cached: boolean;
    };
    RetryRunResponseInput: {
      success: boolean;
      message: string;
      run_id: string;
      new_pipeline_logging_id: string;
      original_pipeline_logging_id: string;
      status: string;
    };
    TriggerPipelineRequestInput: {
      /** @description One UTC day. */
      date?: string;
      start_date?: string;
      /** @description First day no longer worked on; equal to start_date means that one day. */
      end_date?: string;
      credential_id?: string;
      trigger_by?: string;
    };
    CleanupOrphanedResponseInput: {
      success: boolean;
      requeued: string[];
      ended: string[];
      message: string;
    };
    PipelineConfigResponseInput: {
      config_id: string;
      org_slug: string;
      provider: string;
      domain: string;
      pipeline_template: string;
      schedule_cron: string;
      timezone: string;
      is_active: boolean;
      next_run_time: string | null;
      last_run_time: string | null;
      last_run_status: string | null;
      parameters: {
        [key: string]: unknown;
      } | null;
      created_at: string;
      updated_at: string | null;
    };
    PipelineConfigRequestInput: {
      provider: string;
      domain: string;
      /** @description Path of the pipeline, or its last part: genai/payg/openai. */
      pipeline_template: string;
      schedule_cron: string;
      /** @default UTC */
      timezone: string;
      /** @default true */
      is_active: boolean;
      /** @default {} */
      parameters: {
        [key: string]: unknown;
      };
    };
    DeleteScheduleResponseInput: {
      success: boolean;
      config_id: string;
    };
    SchedulerQueueResponseInput: {
      queue: {
        run_id: string;
        org_slug: string;
        pipeline_id: string;
        state: string;
        scheduled_time: string;
      }[];
      queue_length: number;
    };
    QueueProcessResponseInput: {
      processed: boolean;
      processed_count: number;
      started_pipelines: string[];
      elapsed_seconds: number;
      status: string;
      message: string;
    };
    QuotaResetResponseInput: {
      success: boolean;
      records_updated: number;
      message: string;
    };
    SchedulerStatusResponseInput: {
      total_active_pipelines: number;
      pipelines_due_now: number;
      pipelines_queued: number;
      pipelines_running: number;
      pipelines_completed_today: number;
      pipelines_failed_today: number;
      queue_length: number;
      avg_execution_time_seconds: number | null;
    };
    TriggerSummaryResponseInput: {
      triggered_count: number;
      queued_count: number;
      skipped_count: number;
      next_trigger_time: string | null;
      details: {
        [key: string]: unknown;
      };
    };
    SetUpParametersInput: {
      [key: string]: string;
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      detail: string;
      code: string;
      request_id: string;
      errors?: {
        path: string;
        message: string;
      }[];
    } & {
      [key: string]: unknown;
    };
    ApiKeyInfo: {
      /** @description SHA-256 of the key: names it when it is revoked or rotated. */
      api_key_id: string;
      org_slug: string;
      name: string | null;
      description: string | null;
      api_key_fingerprint: string;
      /** @enum {string} */
      status: "ACTIVE" | "EXPIRED" | "REVOKED";
      /** @description The key that api-key and api-key/rotate are about. */
      is_main: boolean;
      scopes: string[];
      expires_at: string | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      created_at: string;
      created_by: string | null;
      last_used_at: string | null;
      revoked_at: string | null;
    };
    NewApiKey: {
      /** @description SHA-256 of the key: names it when it is revoked or rotated. */
      api_key_id: string;
      org_slug: string;
      name: string | null;
      description: string | null;
      api_key_fingerprint: string;
      /** @enum {string} */
      status: "ACTIVE" | "EXPIRED" | "REVOKED";
      /** @description The key that api-key and api-key/rotate are about. */
      is_main: boolean;
      scopes: string[];
      expires_at: string | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      created_at: string;
      created_by: string | null;
      last_used_at: string | null;
      revoked_at: string | null;
      /** @description Shown once; keep it. */
      api_key: string;
      message: string;
    };
    PipelineConfig: {
      id: string;
      name: string;
      description: string;
      category: string;
      provider: string;
      domain: string;
      pipeline: string;
      required_integration: string;
      schedule: string | null;
      enabled: boolean;
    };
    NewApiKeyRequest: {
      name: string;
      description?: string;
      scopes: unknown;
      /** @description Instant from which the key is refused. Absent: until it is revoked. */
      expires_at?: unknown;
    };
    ApiKeyList: {
      org_slug: string;
      api_keys: components["schemas"]["ApiKeyInfo"][];
      total: number;
    };
    Integration: {
      provider: string;
      /** @enum {string} */
      status:
        | "VALID"
        | "INVALID"
        | "PENDING"
        | "EXPIRED"
        | "PARTIAL_VALID"
        | "NOT_CONFIGURED";
      /** @enum {string} */
      type: "cloud" | "genai" | "saas";
      display_name: string;
      description: string;
      /** @enum {string} */
      registry_status: "active" | "beta" | "retired";
      credential_type: string;
      credential_fields: {
        name: string;
        label: string;
        /** @default false */
        secret: boolean;
        /** @default true */
        required: boolean;
        /** @default false */
        multiline: boolean;
        placeholder?: string;
        help?: string;
        options?: string[];
        pattern?: string;
        pattern_message?: string;
      }[];
      metadata_fields: {
        name: string;
        label: string;
        /** @default false */
        secret: boolean;
        /** @default true */
        required: boolean;
        /** @default false */
        multiline: boolean;
        placeholder?: string;
        help?: string;
        options?: string[];
        pattern?: string;
        pattern_message?: string;
      }[];
      help: string;
      credential_id: string | null;
      credential_name: string | null;
      last_validated_at: string | null;
      last_error: string | null;
      created_at: string | null;
      metadata: {
        [key: string]: unknown;
      } | null;
      credentials: {
        credential_id: string;
        credential_name: string | null;
        /** @enum {string} */
        status: "VALID" | "INVALID" | "PENDING" | "EXPIRED" | "PARTIAL_VALID";
        last_validated_at: string | null;
        last_error: string | null;
        /**
         * Format: date-time
         * @example 2026-01-15T09:30:00.000Z
         */
        created_at: string;
        metadata: {
          [key: string]: unknown;
        };
      }[];
    };
    IntegrationResult: {
      success: boolean;
      /** @constant */
      status: "configured";
      /** @enum {string} */
      validation_status:
        "VALID" | "INVALID" | "PENDING" | "EXPIRED" | "PARTIAL_VALID";
      validation_error: string | null;
      credential_id: string;
      provider: string;
      message: string;
      checks: {
        name: string;
        ok: boolean;
        message: string;
      }[];
    };
    ModelPricing: {
      pricing_id: string;
      provider: string;
      model_id: string;
      model_name: string | null;
      is_custom: boolean;
      currency: string;
      /** @description What is paid per thousand tokens: the override, else the list price. */
      input_price_per_1k: string | null;
      /** @description Per thousand tokens. Null: not known. */
      output_price_per_1k: string | null;
      /** @description List price. */
      base_input_price_per_1k: string | null;
      /** @description List price. */
      base_output_price_per_1k: string | null;
      /** @description Per thousand tokens in a batch. */
      x_openai_batch_input_price: string | null;
      /** @description Per thousand tokens in a batch. */
      x_openai_batch_output_price: string | null;
      /** @description Null: no earlier price is known. */
      effective_date: string | null;
      end_date: string | null;
      is_enabled: boolean;
      /** @enum {string} */
      pricing_type: "standard" | "negotiated";
      notes: string | null;
    };
    BulkPricingUpdateRequest: {
      updates: {
        model_id: string;
        /**
         * Format: decimal
         * @example 1.25
         */
        input_price_per_1k?: string;
        /**
         * Format: decimal
         * @example 1.25
         */
        output_price_per_1k?: string;
        /**
         * Format: date
         * @description First UTC day. Default: today.
         * @example 2026-02-01
         */
        effective_date?: string;
        notes?: string;
      }[];
    };
    ModelPricingCreate: {
      model_id: string;
      /**
       * Format: decimal
       * @example 1.25
       */
      input_price_per_1k: string;
      /**
       * Format: decimal
       * @example 1.25
       */
      output_price_per_1k: string;
      /**
       * Format: date
       * @description First UTC day. Default: today.
       * @example 2026-02-01
       */
      effective_date?: string;
      notes?: string;
    };
    ModelPricingUpdate: {
      /**
       * Format: decimal
       * @example 1.25
       */
      input_price_per_1k?: string;
      /**
       * Format: decimal
       * @example 1.25
       */
      output_price_per_1k?: string;
      /**
       * Format: date
       * @description First UTC day. Default: today.
       * @example 2026-02-01
       */
      effective_date?: string;
      notes?: string;
    };
    OwnPrice: {
      price_id: string;
      /**
       * @description override: paid instead of a list price. custom: a list price of yours.
       * @enum {string}
       */
      kind: "override" | "custom";
      provider: string;
      model: string;
      meter: string;
      service_tier: string;
      context_band: string;
      region: string;
      time_window: string | null;
      unit: string;
      currency: string;
      /**
       * Format: decimal
       * @description Per unit.
       * @example 1234.567890123
       */
      price: string;
      effective_from: string;
      effective_to: string | null;
      notes: string | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      last_updated: string;
    };
    NegotiatedDiscount: {
      discount_id: string;
      provider: string;
      /** @description Name or pattern; * is every model. */
      model: string;
      /** @description Null: every meter. */
      meter: string | null;
      discount_percent: string | null;
      /** @description Per pricing unit of the meter. */
      discount_amount: string | null;
      currency: string | null;
      effective_from: string;
      effective_to: string | null;
      notes: string | null;
    };
    CustomPricingRequest: {
      /** @example openai */
      provider: string;
      /** @description Name as the vendor reports it; a suffix [-date] stands for dated snapshots. */
      model: string;
      /** @default global */
      region: string;
      /** @default USD */
      currency: string;
      /**
       * Format: decimal
       * @example 1.25
       */
      input_per_1m?: string;
      /**
       * Format: decimal
       * @example 1.25
       */
      output_per_1m?: string;
      /**
       * Format: decimal
       * @example 1.25
       */
      cached_input_per_1m?: string;
      /**
       * Format: decimal
       * @example 1.25
       */
      cached_write_per_1m?: string;
      /**
       * Format: decimal
       * @example 1.25
       */
      batch_input_per_1m?: string;
      /**
       * Format: decimal
       * @example 1.25
       */
      batch_output_per_1m?: string;
      /**
       * @description Prices of other meters, per the unit in which the meter is priced.
       * @default []
       */
      prices: {
        meter: string;
        /** @default standard */
        service_tier: string;
        /**
         * Format: decimal
         * @example 1.25
         */
        price: string;
      }[];
      notes?: string;
      /**
       * Format: date
       * @description First UTC day. Default: today.
       * @example 2026-02-01
       */
      effective_from?: string;
      /** @description First UTC day it no longer holds; null: until further notice. */
      effective_to?: string | null;
    };
    NegotiatedDiscountCreate: {
      /** @example openai */
      provider: string;
      /**
       * @description Name or pattern; * is every model.
       * @default *
       */
      model: string;
      /** @description Required with an amount, because units differ. */
      meter?: string;
      /**
       * Format: decimal
       * @example 12.5
       */
      discount_percent?: string;
      /**
       * Format: decimal
       * @description Per pricing unit of the meter.
       * @example 1.25
       */
      discount_amount?: string;
      /** @default USD */
      currency: string;
      notes?: string;
      /**
       * Format: date
       * @description First UTC day. Default: today.
       * @example 2026-02-01
       */
      effective_from?: string;
      /** @description First UTC day it no longer holds; null: until further notice. */
      effective_to?: string | null;
    };
    PricingOverrideRequest: {
      /**
       * Format: decimal
       * @description Per unit of the list price.
       * @example 1.25
       */
      override_value: string;
      notes?: string;
      /**
       * Format: date
       * @description First UTC day. Default: today.
       * @example 2026-02-01
       */
      effective_from?: string;
      /** @description First UTC day it no longer holds; null: until further notice. */
      effective_to?: string | null;
      /**
       * Format: date-time
       * @description last_updated of the override you read: refuses when somebody changed it since.
       * @example 2026-01-15T09:30:00.000Z
       */
      expected_last_updated?: string;
    };
    GenaiCostRecord: {
      /**
       * Format: date
       * @description The vendor's UTC day.
       */
      cost_date: string;
      /** @constant */
      cost_type: "payg";
      provider: string;
      model: string | null;
      region: string | null;
      meter: string;
      /** @description Null when no price is known. */
      currency: string | null;
      /** @description In that currency; null when no price is known, which is not 0. */
      total_cost: string | null;
      input_cost_usd: string | null;
      output_cost_usd: string | null;
      /** @description Null when the price is unknown or in another currency. */
      total_cost_usd: string | null;
      discount_applied_pct: string | null;
      /** @description catalogue, custom, override or discount. */
      price_source: string | null;
      /**
       * Format: decimal
       * @example 1234.567890123
       */
      usage_quantity: string;
      usage_unit: string;
      hierarchy_entity_id: string | null;
      hierarchy_entity_name: string | null;
      hierarchy_level_code: string | null;
      hierarchy_path: string | null;
      hierarchy_path_names: string | null;
    };
    GenaiUsageRecord: {
      /**
       * Format: date
       * @description The vendor's UTC day.
       */
      usage_date: string;
      /** @constant */
      cost_type: "payg";
      provider: string;
      model: string | null;
      region: string | null;
      /** @description As the vendor reports it; some count cached tokens in. */
      input_tokens: number | null;
      output_tokens: number | null;
      total_tokens: number | null;
      request_count: number | null;
      /** @description Of what is not counted in tokens. */
      unit_quantity: string | null;
      unit: string | null;
      hierarchy_entity_id: string | null;
      hierarchy_entity_name: string | null;
      hierarchy_level_code: string | null;
      hierarchy_path: string | null;
      hierarchy_path_names: string | null;
    };
    Invitation: {
      invitation_id: string;
      email: string;
      /** @enum {string} */
      role: "owner" | "admin" | "editor" | "viewer";
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      invited_at: string;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      expires_at: string;
      /** @enum {string} */
      status: "pending" | "expired";
    };
    IssuedInvitation: {
      invitation_id: string;
      email: string;
      /** @enum {string} */
      role: "owner" | "admin" | "editor" | "viewer";
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      invited_at: string;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      expires_at: string;
      /** @enum {string} */
      status: "pending" | "expired";
      mailed: boolean;
      mail_fault: string | null;
      invite_url: string | null;
    };
    Member: {
      user_id: string;
      email: string;
      name: string;
      /** @enum {string} */
      role: "owner" | "admin" | "editor" | "viewer";
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      joined_at: string;
    };
    Locale: {
      org_slug: string;
      default_currency: string;
      default_country: string;
      default_language: string;
      /** @description The zone that was chosen. */
      default_timezone: string;
      report_days: {
        /** @description The zone reports count days in now. */
        time_zone: string;
        /** @enum {string} */
        state: "ready" | "rebuilding";
        message: string;
      };
      currency_symbol: string;
      currency_name: string;
      currency_decimals: number;
    };
    Subscription: {
      org_slug: string;
      subscription_id: string;
      plan_name: string;
      status: string;
      daily_limit: number | null;
      monthly_limit: number | null;
      concurrent_limit: number | null;
      seat_limit: number | null;
      providers_limit: number | null;
      trial_end_date: string | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      created_at: string;
      updated_at: string | null;
    };
    OnboardedOrganization: {
      org_slug: string;
      /** @description Shown once; keep it. */
      api_key: string;
      subscription_plan: string;
      default_currency: string;
      default_country: string;
      default_language: string;
      default_timezone: string;
      dataset_id: string;
      dataset_created: boolean;
      tables_created: string[];
      trial_end_date: string | null;
      dryrun_status: string;
      message: string;
    };
    NotificationChannel: {
      channel_id: string;
      org_slug: string;
      /** @enum {string} */
      channel_type: "email" | "slack" | "webhook";
      name: string;
      is_default: boolean;
      is_active: boolean;
      trigger:
        ("on_failure" | "on_success" | "on_completion" | "always") | null;
      email_recipients: string[];
      email_cc_recipients: string[];
      email_subject_prefix: string | null;
      slack_webhook_configured: boolean;
      slack_channel: string | null;
      slack_mention_users: string[];
      slack_mention_channel: boolean;
      webhook_configured: boolean;
      webhook_headers_configured: boolean;
      webhook_method: ("POST" | "PUT") | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      created_at: string;
      updated_at: string | null;
      created_by: string | null;
    };
    NotificationHistoryEntry: {
      notification_id: string;
      org_slug: string;
      rule_id: string | null;
      summary_id: string | null;
      channel_id: string;
      notification_type: string;
      priority: string | null;
      subject: string;
      body_preview: string | null;
      /** @enum {string} */
      status: "queued" | "sent" | "delivered" | "failed" | "skipped";
      sent_at: string | null;
      delivered_at: string | null;
      error_message: string | null;
      retry_count: number;
      trigger_data: {
        [key: string]: unknown;
      } | null;
      recipients: string[];
      acknowledged_at: string | null;
      acknowledged_by: string | null;
      escalated: boolean;
      escalated_at: string | null;
      /**
       * Format: date-time
       * @example 2026-01-15T09:30:00.000Z
       */
      created_at: string;
    };
    NotificationChannelUpdate: {
      name?: string;
      is_default?: boolean;
      is_active?: boolean;
      /** @description Ends of runs the channel is told about. Null: those the rules name it for, and every end when it is a default. */
      trigger?:
        ("on_failure" | "on_success" | "on_completion" | "always") | null;
      email_recipients?: string[];
      email_cc_recipients?: string[] | null;
      email_subject_prefix?: string | null;
      /** @description Stored encrypted and never shown again. */
      slack_webhook_url?: string;
      slack_channel?: string | null;
      slack_mention_users?: string[] | null;
      slack_mention_channel?: boolean;
      /** @description Stored encrypted and never shown again. */
      webhook_url?: string;
      /** @description Stored encrypted and never shown again. */
      webhook_headers?: {
        [key: string]: string;
      } | null;
      /** @enum {string} */
      webhook_method?: "POST" | "PUT";
    };
    NotificationChannelCreate: {
      name: string;
      is_default?: boolean;
      is_active?: boolean;
      /** @description Ends of runs the channel is told about. Null: those the rules name it for, and every end when it is a default. */
      trigger?:
        ("on_failure" | "on_success" | "on_completion" | "always") | null;
      email_recipients?: string[];
      email_cc_recipients?: string[] | null;
      email_subject_prefix?: string | null;
      /** @description Stored encrypted and never shown again. */
      slack_webhook_url?: string;
      slack_channel?: string | null;
      slack_mention_users?: string[] | null;
      slack_mention_channel?: boolean;
      /** @description Stored encrypted and never shown again. */
      webhook_url?: string;
      /** @description Stored encrypted and never shown again. */
      webhook_headers?: {
        [key: string]: string;
      } | null;
      /** @enum {string} */
      webhook_method?: "POST" | "PUT";
      /** @enum {string} */
      channel_type: "email" | "slack" | "webhook";
    };
    NotificationStats: {
      total_channels: number;
      active_channels: number;
      total_rules: number;
      active_rules: number;
      total_summaries: number;
      active_summaries: number;
      notifications_24h: number;
      alerts_24h: number;
      /** @description Percent of settled notifications that arrived; 100 when there are none. */
      delivery_rate: number;
      pending_acknowledgments: number;
    };
    ChannelTestResult: {
      success: boolean;
      channel_id: string;
      notification_id: string;
      /** @enum {string} */
      status: "delivered" | "failed";
      message: string;
    };
    Quota: {
      org_slug: string;
      pipelinesRunToday: number;
      /** @description null: unlimited */
      dailyLimit: number | null;
      pipelinesRunMonth: number;
      /** @description null: unlimited */
      monthlyLimit: number | null;
      concurrentRunning: number;
      /** @description null: unlimited */
      concurrentLimit: number | null;
      /** @description null: unlimited */
      seatLimit: number | null;
      /** @description null: unlimited */
      providersLimit: number | null;
      configuredProvidersCount: number;
      /** Format: date */
      usageDate: string;
      dailyUsagePercent: number | null;
      monthlyUsagePercent: number | null;
    };
    PipelineRunSummary: {
      run_id: string;
      /** @description The same as run_id. */
      pipeline_logging_id: string;
      pipeline_id: string;
      /** @description Path to run it by. */
      pipeline: string;
      org_slug: string;
      status: string;
      trigger_type: string;
      trigger_by: string | null;
      start_time: string | null;
      end_time: string | null;
      duration_ms: number | null;
      run_date: string | null;
      /** @description First UTC day worked on. */
      start_date: string;
      /** @description First UTC day no longer worked on. */
      end_date: string;
      credential_id: string | null;
      rows_processed: number | null;
      error_message: string | null;
      error_context: {
        [key: string]: unknown;
      } | null;
      parameters: {
        [key: string]: unknown;
      } | null;
      run_metadata: {
        [key: string]: unknown;
      } | null;
      resumed_from: string | null;
    };
    StepLogSummary: {
      step_logging_id: string;
      step_id: string;
      step_name: string;
      step_type: string;
      step_index: number;
      status: string;
      attempt: number;
      start_time: string | null;
      end_time: string | null;
      duration_ms: number | null;
      rows_processed: number | null;
      error_message: string | null;
      error_context: {
        [key: string]: unknown;
      } | null;
      metadata: {
        [key: string]: unknown;
      } | null;
      output: {
        [key: string]: unknown;
      } | null;
      findings: {
        [key: string]: unknown;
      }[];
    };
    PipelineRunDetail: {
      run_id: string;
      /** @description The same as run_id. */
      pipeline_logging_id: string;
      pipeline_id: string;
      /** @description Path to run it by. */
      pipeline: string;
      org_slug: string;
      status: string;
      trigger_type: string;
      trigger_by: string | null;
      start_time: string | null;
      end_time: string | null;
      duration_ms: number | null;
      run_date: string | null;
      /** @description First UTC day worked on. */
      start_date: string;
      /** @description First UTC day no longer worked on. */
      end_date: string;
      credential_id: string | null;
      rows_processed: number | null;
      error_message: string | null;
      error_context: {
        [key: string]: unknown;
      } | null;
      parameters: {
        [key: string]: unknown;
      } | null;
      run_metadata: {
        [key: string]: unknown;
      } | null;
      resumed_from: string | null;
      steps: components["schemas"]["StepLogSummary"][];
    };
    RunStatus: {
      run_id: string;
      /** @description The same as run_id. */
      pipeline_logging_id: string;
      pipeline_id: string;
      /** @description Path to run it by. */
      pipeline: string;
      org_slug: string;
      status: string;
      trigger_type: string;
      trigger_by: string | null;
      start_time: string | null;
      end_time: string | null;
      duration_ms: number | null;
      run_date: string | null;
      /** @description First UTC day worked on. */
      start_date: string;
      /** @description First UTC day no longer worked on. */
      end_date: string;
      credential_id: string | null;
      rows_processed: number | null;
      error_message: string | null;
      error_context: {
        [key: string]: unknown;
      } | null;
      parameters: {
        [key: string]: unknown;
      } | null;
      run_metadata: {
        [key: string]: unknown;
      } | null;
      resumed_from: string | null;
      steps: components["schemas"]["StepLogSummary"][];
      rows: number | null;
      error: string | null;
    };
    StateTransition: {
      transition_id: string;
      pipeline_logging_id: string;
      step_logging_id: string | null;
      entity_type: string;
      entity_name: string | null;
      from_state: string;
      to_state: string;
      /** @description ISO 8601, UTC. */
      transition_time: string;
      reason: string | null;
      error_type: string | null;
      error_message: string | null;
      retry_count: number | null;
      duration_in_state_ms: number | null;
      metadata: {
        [key: string]: unknown;
      } | null;
    };
    TriggerPipelineResponse: {
      run_id: string;
      pipeline_logging_id: string;
      pipeline_id: string;
      org_slug: string;
      status: string;
      message: string;
      start_date: string;
      end_date: string;
      rows: number | null;
      error: string | null;
    };
    BatchRunsResponse: {
      runs: {
        batch_run_id: string;
        org_slug: string;
        trigger_type: string;
        status: string;
        run_date: string;
        dry_run: boolean;
        orgs_processed: number;
        orgs_skipped: number;
        pipelines_triggered: number;
        pipelines_failed: number;
        pipelines_skipped_quota: number;
        total_integrations: number;
        results: {
          [key: string]: unknown;
        }[];
        errors: {
          [key: string]: unknown;
        }[];
        elapsed_seconds: number;
        triggered_at: string;
        completed_at: string;
      }[];
      total: number;
    };
    BatchPipelinePublishRequest: {
      org_slugs: string[];
      /** @description Path of the pipeline: genai/payg/openai. */
      pipeline_id: string;
      date?: string;
      start_date?: string;
      end_date?: string;
    };
    BatchPublishResponse: {
      success: boolean;
      batch_run_id: string;
      started: number;
      refused: number;
      results: {
        org_slug: string;
        /** @enum {string} */
        outcome: "started" | "duplicate" | "quota" | "failed";
        run_id: string | null;
        message: string | null;
      }[];
    };
    RunLog: {
      run_id: string;
      /** @description The same as run_id. */
      pipeline_logging_id: string;
      pipeline_id: string;
      /** @description Path to run it by. */
      pipeline: string;
      org_slug: string;
      status: string;
      trigger_type: string;
      trigger_by: string | null;
      start_time: string | null;
      end_time: string | null;
      duration_ms: number | null;
      run_date: string | null;
      /** @description First UTC day worked on. */
      start_date: string;
      /** @description First UTC day no longer worked on. */
      end_date: string;
      credential_id: string | null;
      rows_processed: number | null;
      error_message: string | null;
      error_context: {
        [key: string]: unknown;
      } | null;
      parameters: {
        [key: string]: unknown;
      } | null;
      run_metadata: {
        [key: string]: unknown;
      } | null;
      resumed_from: string | null;
      steps: components["schemas"]["StepLogSummary"][];
      transitions: components["schemas"]["StateTransition"][];
    };
    StepLogsResponse: {
      steps: components["schemas"]["StepLogSummary"][];
      total: number;
      limit: number;
      offset: number;
    };
    StateTransitionsResponse: {
      transitions: components["schemas"]["StateTransition"][];
      total: number;
      limit: number;
      offset: number;
    };
    NotificationSent: {
      /** @description Somebody was told, and every channel took it. */
      success: boolean;
      org_slug: string;
      delivered: number;
      failed: number;
      results: {
        channel: string;
        notification_id: string | null;
        /** @enum {string} */
        status: "delivered" | "failed" | "skipped";
        error: string | null;
      }[];
      message: string;
    };
    SendNotificationRequest: {
      org_slug: string;
      /** @default alert_triggered */
      event: string;
      /**
       * @default medium
       * @enum {string}
       */
      severity: "info" | "low" | "medium" | "warning" | "high" | "critical";
      title: string;
      message: string;
      rule_id?: string;
      /**
       * @description E-mail addresses told besides the channels.
       * @default []
       */
      recipients: string[];
      /**
       * @description Ids, names or types (email, slack, webhook). With nothing named at all, the active channels.
       * @default []
       */
      channels: string[];
      /** Format: uri */
      slack_webhook_url?: string;
      slack_channel?: string;
      total_cost?: string;
      threshold?: string;
      /** @default USD */
      currency: string;
      /** @default current_month */
      period: string;
      details?: {
        [key: string]: unknown;
      };
    };
    SendSummaryRequest: {
      org_slug: string;
      summary_id: string;
      summary_name: string;
      /**
       * @description Ids, names or types (email, slack, webhook). With nothing named at all, the active channels.
       * @default []
       */
      channel_ids: string[];
      /** @description Figures by name; nested ones are shown below the names they lie under. */
      content: {
        [key: string]: unknown;
      };
      /**
       * @description E-mail addresses told besides the channels.
       * @default []
       */
      recipients: string[];
    };
    TestChannelRequest: {
      org_slug: string;
      channel_id: string;
    };
    ProcedureInfo: {
      name: string;
      dataset: string;
      project_id: string;
      full_name: string;
      domain: string;
      description: string;
      source: string;
      target: string;
      slice: string;
      parameters: {
        name: string;
        type: string;
        optional: boolean;
      }[];
      /**
       * @description CHANGED: the file is not what was last synced. Only WITHDRAWN ones are refused by runs.
       * @enum {string}
       */
      status: "NOT_SYNCED" | "SYNCED" | "CHANGED" | "WITHDRAWN";
      content_hash: string;
      /** @description When it was first synced; ISO 8601, UTC. */
      created_at: string | null;
      modified_at: string | null;
    };
    ProcedureSyncResponse: {
      success: boolean;
      created: string[];
      updated: string[];
      skipped: string[];
      failed: {
        name: string;
        error: string;
      }[];
      message: string;
    };
    ProcedureDeleteResponse: {
      success: boolean;
      procedure_name: string;
      message: string;
    };
    ProcedureDetail: {
      name: string;
      dataset: string;
      project_id: string;
      full_name: string;
      domain: string;
      description: string;
      source: string;
      target: string;
      slice: string;
      parameters: {
        name: string;
        type: string;
        optional: boolean;
      }[];
      /**
       * @description CHANGED: the file is not what was last synced. Only WITHDRAWN ones are refused by runs.
       * @enum {string}
       */
      status: "NOT_SYNCED" | "SYNCED" | "CHANGED" | "WITHDRAWN";
      content_hash: string;
      /** @description When it was first synced; ISO 8601, UTC. */
      created_at: string | null;
      modified_at: string | null;
      selects: string[];
    };
    ProcedureFiles: {
      files: {
        name: string;
        domain: string;
        /** @description Below the folder of the configuration. */
        path: string;
        content_hash: string;
      }[];
      count: number;
    };
    ProcedureListResponse: {
      procedures: components["schemas"]["ProcedureInfo"][];
      count: number;
    };
    ProcedureSyncRequest: {
      /**
       * @description Also those whose content is unchanged.
       * @default false
       */
      force: boolean;
      /** @description Names; absent: all. */
      procedures?: string[];
      domain?: string;
    };
    RecostRequest: {
      /** @example openai */
      provider: string;
      /**
       * Format: date
       * @description First UTC day.
       * @example 2026-01-31
       */
      start_date: string;
      /**
       * Format: date
       * @description First UTC day after the period.
       * @example 2026-01-31
       */
      end_date: string;
    };
    CancelRunResponse: {
      success: boolean;
      run_id: string;
      pipeline_logging_id: string;
      status: string;
      message: string;
    };
    PipelineRunsResponse: {
      runs: components["schemas"]["PipelineRunSummary"][];
      total: number;
      limit: number;
      offset: number;
    };
    PipelineRunStatus: {
      pipeline_id: string;
      pipeline: string;
      last_run_id: string;
      last_run: string;
      status: string;
      is_running: boolean;
      ran_today: boolean;
      succeeded_today: boolean;
      last_success_at: string | null;
      duration_ms: number | null;
      error_message: string | null;
    };
    PipelineStatusResponse: {
      org_slug: string;
      check_date: string;
      pipelines: {
        [key: string]: components["schemas"]["PipelineRunStatus"];
      };
      cached: boolean;
    };
    RetryRunResponse: {
      success: boolean;
      message: string;
      run_id: string;
      new_pipeline_logging_id: string;
      original_pipeline_logging_id: string;
      status: string;
    };
    TriggerPipelineRequest: {
      /** @description One UTC day. */
      date?: string;
      start_date?: string;
      /** @description First day no longer worked on; equal to start_date means that one day. */
      end_date?: string;
      credential_id?: string;
      trigger_by?: string;
    };
    CleanupOrphanedResponse: {
      success: boolean;
      requeued: string[];
      ended: string[];
      message: string;
    };
    PipelineConfigResponse: {
      config_id: string;
      org_slug: string;
      provider: string;
      domain: string;
      pipeline_template: string;
      schedule_cron: string;
      timezone: string;
      is_active: boolean;
      next_run_time: string | null;
      last_run_time: string | null;
      last_run_status: string | null;
      parameters: {
        [key: string]: unknown;
      } | null;
      created_at: string;
      updated_at: string | null;
    };
    PipelineConfigRequest: {
      provider: string;
      domain: string;
      /** @description Path of the pipeline, or its last part: genai/payg/openai. */
      pipeline_template: string;
      schedule_cron: string;
      /** @default UTC */
      timezone: string;
      /** @default true */
      is_active: boolean;
      /** @default {} */
      parameters: {
        [key: string]: unknown;
      };
    };
    DeleteScheduleResponse: {
      success: boolean;
      config_id: string;
    };
    SchedulerQueueResponse: {
      queue: {
        run_id: string;
        org_slug: string;
        pipeline_id: string;
        state: string;
        scheduled_time: string;
      }[];
      queue_length: number;
    };
    QueueProcessResponse: {
      processed: boolean;
      processed_count: number;
      started_pipelines: string[];
      elapsed_seconds: number;
      status: string;
      message: string;
    };
    QuotaResetResponse: {
      success: boolean;
      records_updated: number;
      message: string;
    };
    SchedulerStatusResponse: {
      total_active_pipelines: number;
      pipelines_due_now: number;
      pipelines_queued: number;
      pipelines_running: number;
      pipelines_completed_today: number;
      pipelines_failed_today: number;
      queue_length: number;
      avg_execution_time_seconds: number | null;
    };
    TriggerSummaryResponse: {
      triggered_count: number;
      queued_count: number;
      skipped_count: number;
      next_trigger_time: string | null;
      details: {
        [key: string]: unknown;
      };
    };
    SetUpParameters: {
      [key: string]: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  bootstrap: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /**
           * @default false
           * @enum {boolean}
           */
          force_recreate_dataset?: false;
          /**
           * @default false
           * @enum {boolean}
           */
          force_recreate_tables?: false;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {string} */
            status: "SUCCESS";
            dataset_created: boolean;
            tables_created: string[];
            tables_existed: string[];
            total_tables: number;
            message: string;
            schema_validation: {
              missing_columns: {
                [key: string]: string[];
              };
            };
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  bootstrapStatus: {
    parameters: {
      query?: {
        force_refresh?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {string} */
            status: "SYNCED" | "OUT_OF_SYNC" | "NOT_BOOTSTRAPPED";
            dataset_exists: boolean;
            tables_expected: number;
            tables_existing: string[];
            tables_missing: string[];
            tables_extra: string[];
            schema_diffs: {
              missing_columns: {
                [key: string]: string[];
              };
            };
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  bootstrapSync: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** @default true */
          sync_missing_tables?: boolean;
          /** @default false */
          sync_missing_columns?: boolean;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {string} */
            status: "SUCCESS";
            tables_created: string[];
            columns_added: {
              [key: string]: string[];
            };
            errors: string[];
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          org_slug: string;
          description?: string;
          /** Format: email */
          admin_email?: string;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            datasets_created: number;
            api_keys_count: number;
            total_pipeline_runs: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            datasets_created: number;
            api_keys_count: number;
            total_pipeline_runs: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          org_slug: string;
          name?: string;
          description?: string;
          scopes?: (
            | "org:read"
            | "org:write"
            | "integrations:read"
            | "integrations:write"
            | "pipelines:read"
            | "pipelines:write"
            | "pipelines:execute"
            | "costs:read"
            | "notifications:read"
            | "notifications:write"
            | "keys:write"
            | "members:write"
          )[];
          /**
           * Format: date-time
           * @description Instant from which the key is refused. Absent: until it is revoked.
           */
          expires_at?: string;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @description Shown once; keep it. */
            api_key: string;
            org_api_key_hash: string;
            org_slug: string;
            /**
             * Format: date-time
             * @example 2026-01-15T09:30:00.000Z
             */
            created_at: string;
            name: string | null;
            description: string | null;
            scopes: string[];
            expires_at: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revokeApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_api_key_hash: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            message: string;
            org_slug: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  regenerateApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @description Shown once; keep it. */
            api_key: string;
            org_api_key_hash: string;
            org_slug: string;
            /**
             * Format: date-time
             * @example 2026-01-15T09:30:00.000Z
             */
            created_at: string;
            name: string | null;
            description: string | null;
            scopes: string[];
            expires_at: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  auditLogs: {
    parameters: {
      query?: {
        action?: "CREATE" | "READ" | "UPDATE" | "DELETE" | "EXECUTE";
        resource_type?: string;
        status_filter?: "SUCCESS" | "FAILURE" | "DENIED";
        start_date?: string;
        end_date?: string;
        limit?: number;
        offset?: number;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            total_count: number;
            logs: {
              audit_id: string;
              org_slug: string;
              user_id: string | null;
              api_key_id: string | null;
              action: string;
              resource_type: string;
              resource_id: string | null;
              details: {
                [key: string]: unknown;
              } | null;
              ip_address: string | null;
              user_agent: string | null;
              request_id: string | null;
              status: string;
              error_message: string | null;
              /**
               * Format: date-time
               * @example 2026-01-15T09:30:00.000Z
               */
              created_at: string;
            }[];
            has_more: boolean;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  devApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            api_key: string;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  resetDailyQuotas: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            orgs_processed: number;
            orgs_created: number;
            orgs_skipped: number;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  resetMonthlyQuotas: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            orgs_processed: number;
            orgs_created: number;
            orgs_skipped: number;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  cleanupStaleQuotas: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            orgs_processed: number;
            orgs_created: number;
            orgs_skipped: number;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  cleanupOldQuotas: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            orgs_processed: number;
            orgs_created: number;
            orgs_skipped: number;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  runAllPipelines: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          org_slug?: string;
          categories?: string[];
          providers?: string[];
          date?: string;
          /** @default false */
          dry_run?: boolean;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            batch_run_id: string;
            orgs_processed: number;
            orgs_skipped: number;
            pipelines_triggered: number;
            pipelines_failed: number;
            pipelines_skipped_quota: number;
            total_integrations: number;
            results: {
              [key: string]: unknown;
            }[];
            errors: {
              [key: string]: unknown;
            }[];
            message: string;
            elapsed_seconds: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  rotateEncryptionKey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            key_version: string;
            rewrapped: number;
            /** @description Still under a former version because the key service goes on using it; wrap again later */
            remaining: number;
            /** @description Altered, or wrapped by a version that is gone. Left as they are: enter these again */
            unreadable: {
              kind: string;
              org_slug: string;
              id: string;
            }[];
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createResetLink: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** Format: email */
          email: string;
        };
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            email: string;
            reset_url: string;
            /**
             * Format: date-time
             * @example 2026-01-15T09:30:00.000Z
             */
            expires_at: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createBackup: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            snapshot: string;
            /** Format: date-time */
            taken_at: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  rewrapSecrets: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            key_version: string;
            rewrapped: number;
            /** @description Still under a former version because the key service goes on using it; wrap again later */
            remaining: number;
            /** @description Altered, or wrapped by a version that is gone. Left as they are: enter these again */
            unreadable: {
              kind: string;
              org_slug: string;
              id: string;
            }[];
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  dryRunOnboarding: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          org_slug: string;
          company_name: string;
          /** Format: email */
          admin_email: string;
          /** @default STARTER */
          subscription_plan?: string;
          /** @default USD */
          default_currency?: string;
          /** @default UTC */
          default_timezone?: string;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {string} */
            status: "PASSED" | "FAILED";
            org_slug: string;
            subscription_plan: string;
            company_name: string;
            admin_email: string;
            validation_summary: {
              total: number;
              passed: number;
              failed: number;
            };
            validation_results: {
              name: string;
              passed: boolean;
              message: string;
            }[];
            message: string;
            ready_for_onboarding: boolean;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  onboardOrganization: {
    parameters: {
      query?: never;
      header?: {
        "idempotency-key"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          org_slug?: string;
          company_name: string;
          /** Format: email */
          admin_email?: string;
          /** @default STARTER */
          subscription_plan?: string;
          /** @default USD */
          default_currency?: string;
          /** @default UTC */
          default_timezone?: string;
          /** @default false */
          regenerate_api_key_if_exists?: boolean;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["OnboardedOrganization"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listOrganizations: {
    parameters: {
      query?: {
        page?: number;
        page_size?: number;
        status?: "ACTIVE" | "TRIAL" | "SUSPENDED" | "CANCELLED";
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            organizations: {
              org_slug: string;
              company_name: string;
              admin_email: string;
              subscription_plan: string;
              status: string;
              default_currency: string;
              default_timezone: string;
              /**
               * Format: date-time
               * @example 2026-01-15T09:30:00.000Z
               */
              created_at: string;
            }[];
            total: number;
            page: number;
            page_size: number;
            has_next: boolean;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  organizationStatus: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            /** @enum {string} */
            status: "SYNCED" | "OUT_OF_SYNC";
            dataset_id: string | null;
            dataset_exists: boolean;
            profile_exists: boolean;
            tables_expected: number;
            tables_existing: string[];
            tables_missing: string[];
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  syncOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            /** @enum {string} */
            status: "SYNCED";
            tables_created: string[];
            columns_added: {
              [key: string]: string[];
            };
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  repairTables: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            dataset_id: string;
            tables_created: string[];
            tables_existing: string[];
            tables_failed: string[];
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getSubscription: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Subscription"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  updateSubscription: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          plan_name?: string;
          status?: string;
          daily_limit?: number;
          monthly_limit?: number;
          concurrent_limit?: number;
          seat_limit?: number;
          providers_limit?: number;
          trial_end_date?: string;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            subscription_id: string;
            plan_name: string;
            status: string;
            daily_limit: number | null;
            monthly_limit: number | null;
            concurrent_limit: number | null;
            seat_limit: number | null;
            providers_limit: number | null;
            trial_end_date: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T09:30:00.000Z
             */
            created_at: string;
            updated_at: string | null;
            updated: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getLocale: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Locale"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  updateLocale: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          default_currency?: string;
          default_timezone?: string;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Locale"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  apiKeyInfo: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            api_key_fingerprint: string;
            is_active: boolean;
            /**
             * Format: date-time
             * @example 2026-01-15T09:30:00.000Z
             */
            created_at: string;
            last_used_at: string | null;
            scopes: string[];
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  rotateApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            /** @description Shown once; keep it. */
            api_key: string;
            api_key_fingerprint: string;
            previous_key_revoked: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listApiKeys: {
    parameters: {
      query?: {
        include_revoked?: string;
        limit?: number;
        offset?: number;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ApiKeyList"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createOrganizationApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NewApiKeyRequestInput"];
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NewApiKey"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revokeOrganizationApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        api_key_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  rotateOrganizationApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        api_key_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NewApiKey"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteOrganization: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          confirm_org_slug: string;
          /** @default false */
          delete_dataset?: boolean;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            deleted_from_tables: string[];
            dataset_deleted: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listMembers: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            members: components["schemas"]["Member"][];
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  addMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** Format: email */
          email: string;
          /** @enum {string} */
          role: "owner" | "admin" | "editor" | "viewer";
        };
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Member"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  removeMember: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        user_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  memberEmails: {
    parameters: {
      query?: {
        role?: "owner" | "admin" | "editor" | "viewer";
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            emails: string[];
            count: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listInvitations: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            mail: boolean;
            invitations: components["schemas"]["Invitation"][];
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          /** Format: email */
          email: string;
          /** @enum {string} */
          role: "owner" | "admin" | "editor" | "viewer";
        };
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["IssuedInvitation"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  resendInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        invitation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["IssuedInvitation"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  revokeInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        invitation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  findInvitation: {
    parameters: {
      query?: never;
      header: {
        "x-invitation-token": string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            company_name: string;
            email: string;
            /** @enum {string} */
            role: "owner" | "admin" | "editor" | "viewer";
            inviter: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T09:30:00.000Z
             */
            expires_at: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  acceptInvitation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          token: string;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            company_name: string;
            /** @enum {string} */
            role: "owner" | "admin" | "editor" | "viewer";
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getMe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            user: {
              id: string;
              email: string;
              name: string;
            };
            organizations: {
              org_slug: string;
              company_name: string;
              /** @enum {string} */
              role: "owner" | "admin" | "editor" | "viewer";
              is_demo: boolean;
            }[];
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  signInOptions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            sign_up: boolean;
            mail: boolean;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getQuota: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Quota"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listIntegrations: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            integrations: {
              [key: string]: components["schemas"]["Integration"];
            };
            all_valid: boolean;
            providers_configured: string[];
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getIntegration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["Integration"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  updateIntegration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          credential?:
            | string
            | {
                [key: string]: unknown;
              };
          api_key?: string;
          credential_name?: string;
          metadata?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["IntegrationResult"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteIntegration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            message: string;
            provider: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  setupIntegration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          credential?:
            | string
            | {
                [key: string]: unknown;
              };
          api_key?: string;
          credential_name?: string;
          metadata?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["IntegrationResult"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  validateIntegration: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["IntegrationResult"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listPipelines: {
    parameters: {
      query?: {
        provider?: string;
        enabled_only?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            pipelines: components["schemas"]["PipelineConfig"][];
            total: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getPipeline: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        pipeline_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PipelineConfig"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  validatePipeline: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          pipeline_id: string;
          /** @default false */
          include_credentials?: boolean;
        };
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            valid: boolean;
            org_slug: string;
            org_dataset_id: string;
            pipeline_id: string;
            pipeline_config: components["schemas"]["PipelineConfig"];
            subscription: {
              status: string;
              plan_name: string;
            };
            quota: {
              daily: {
                used: number;
                limit: number | null;
              };
              monthly: {
                used: number;
                limit: number | null;
              };
              concurrent: {
                used: number;
                limit: number | null;
              };
            };
            credentials: {
              credential_id: string;
              credential_name: string | null;
              status: string;
            } | null;
            error: string | null;
            error_code: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  completePipeline: {
    parameters: {
      query: {
        pipeline_status:
          "SUCCESS" | "FAILED" | "COMPLETED" | "CANCELLED" | "TIMEOUT";
        reservation_date?: string;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            org_slug: string;
            concurrent_running: number;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listCosts: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
        limit?: number;
        offset?: number;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            data: {
              [key: string]: string | number | boolean | null;
            }[];
            summary: {
              date_range: {
                start: string;
                /** @description First day after the range. */
                end: string;
                /** @description In which days are counted. */
                time_zone: string;
                /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
                utc_day_sources: {
                  provider: string;
                  registry_key: string | null;
                  /**
                   * @description all: none of its usage comes by the hour.
                   * @enum {string}
                   */
                  part: "all" | "some";
                }[];
              };
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                record_count: number;
              }[];
            };
            pagination: {
              limit: number;
              offset: number;
              total: number;
            } | null;
            cache_hit: boolean;
            query_time_ms: number;
            /** @description The only currency of the answer; null when there are none or several. */
            currency: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getCostSummary: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            data: {
              [key: string]: string | number | boolean | null;
            }[];
            summary: {
              metric: string;
              date_range: {
                start: string;
                /** @description First day after the range. */
                end: string;
                /** @description In which days are counted. */
                time_zone: string;
                /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
                utc_day_sources: {
                  provider: string;
                  registry_key: string | null;
                  /**
                   * @description all: none of its usage comes by the hour.
                   * @enum {string}
                   */
                  part: "all" | "some";
                }[];
              };
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
              /** @description Tax and credits are lines of their own here. */
              by_charge_category: {
                currency: string;
                key: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
              }[];
              /** @description cloud, genai, subscription */
              by_family: {
                currency: string;
                key: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
              }[];
              first_day: string | null;
              last_day: string | null;
            };
            pagination: {
              limit: number;
              offset: number;
              total: number;
            } | null;
            cache_hit: boolean;
            query_time_ms: number;
            /** @description The only currency of the answer; null when there are none or several. */
            currency: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getCostsByProvider: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            data: {
              [key: string]: string | number | boolean | null;
            }[];
            summary: {
              metric: string;
              date_range: {
                start: string;
                /** @description First day after the range. */
                end: string;
                /** @description In which days are counted. */
                time_zone: string;
                /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
                utc_day_sources: {
                  provider: string;
                  registry_key: string | null;
                  /**
                   * @description all: none of its usage comes by the hour.
                   * @enum {string}
                   */
                  part: "all" | "some";
                }[];
              };
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
            };
            pagination: {
              limit: number;
              offset: number;
              total: number;
            } | null;
            cache_hit: boolean;
            query_time_ms: number;
            /** @description The only currency of the answer; null when there are none or several. */
            currency: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getCostsByService: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            data: {
              [key: string]: string | number | boolean | null;
            }[];
            summary: {
              metric: string;
              date_range: {
                start: string;
                /** @description First day after the range. */
                end: string;
                /** @description In which days are counted. */
                time_zone: string;
                /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
                utc_day_sources: {
                  provider: string;
                  registry_key: string | null;
                  /**
                   * @description all: none of its usage comes by the hour.
                   * @enum {string}
                   */
                  part: "all" | "some";
                }[];
              };
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
            };
            pagination: {
              limit: number;
              offset: number;
              total: number;
            } | null;
            cache_hit: boolean;
            query_time_ms: number;
            /** @description The only currency of the answer; null when there are none or several. */
            currency: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getCostTrend: {
    parameters: {
      query?: {
        granularity?: "daily" | "weekly" | "monthly";
        /** @description Days up to and with today. */
        days?: number;
        category?: "cloud" | "genai" | "subscription";
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            data: {
              [key: string]: string | number | boolean | null;
            }[];
            summary: {
              metric: string;
              date_range: {
                start: string;
                /** @description First day after the range. */
                end: string;
                /** @description In which days are counted. */
                time_zone: string;
                /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
                utc_day_sources: {
                  provider: string;
                  registry_key: string | null;
                  /**
                   * @description all: none of its usage comes by the hour.
                   * @enum {string}
                   */
                  part: "all" | "some";
                }[];
              };
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
            };
            pagination: {
              limit: number;
              offset: number;
              total: number;
            } | null;
            cache_hit: boolean;
            query_time_ms: number;
            /** @description The only currency of the answer; null when there are none or several. */
            currency: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getGranularCostTrend: {
    parameters: {
      query?: {
        /** @description Days up to and with today, without start_date. */
        days?: number;
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
        clear_cache?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            data: {
              [key: string]: string | number | boolean | null;
            }[];
            summary: {
              metric: string;
              date_range: {
                start: string;
                /** @description First day after the range. */
                end: string;
                /** @description In which days are counted. */
                time_zone: string;
                /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
                utc_day_sources: {
                  provider: string;
                  registry_key: string | null;
                  /**
                   * @description all: none of its usage comes by the hour.
                   * @enum {string}
                   */
                  part: "all" | "some";
                }[];
              };
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
            };
            pagination: {
              limit: number;
              offset: number;
              total: number;
            } | null;
            cache_hit: boolean;
            query_time_ms: number;
            /** @description The only currency of the answer; null when there are none or several. */
            currency: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getSubscriptionCosts: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            data: {
              [key: string]: string | number | boolean | null;
            }[];
            summary: {
              metric: string;
              date_range: {
                start: string;
                /** @description First day after the range. */
                end: string;
                /** @description In which days are counted. */
                time_zone: string;
                /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
                utc_day_sources: {
                  provider: string;
                  registry_key: string | null;
                  /**
                   * @description all: none of its usage comes by the hour.
                   * @enum {string}
                   */
                  part: "all" | "some";
                }[];
              };
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
            };
            pagination: {
              limit: number;
              offset: number;
              total: number;
            } | null;
            cache_hit: boolean;
            query_time_ms: number;
            /** @description The only currency of the answer; null when there are none or several. */
            currency: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getCloudCosts: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            data: {
              [key: string]: string | number | boolean | null;
            }[];
            summary: {
              metric: string;
              date_range: {
                start: string;
                /** @description First day after the range. */
                end: string;
                /** @description In which days are counted. */
                time_zone: string;
                /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
                utc_day_sources: {
                  provider: string;
                  registry_key: string | null;
                  /**
                   * @description all: none of its usage comes by the hour.
                   * @enum {string}
                   */
                  part: "all" | "some";
                }[];
              };
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
            };
            pagination: {
              limit: number;
              offset: number;
              total: number;
            } | null;
            cache_hit: boolean;
            query_time_ms: number;
            /** @description The only currency of the answer; null when there are none or several. */
            currency: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getGenaiCosts: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            data: {
              [key: string]: string | number | boolean | null;
            }[];
            summary: {
              metric: string;
              date_range: {
                start: string;
                /** @description First day after the range. */
                end: string;
                /** @description In which days are counted. */
                time_zone: string;
                /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
                utc_day_sources: {
                  provider: string;
                  registry_key: string | null;
                  /**
                   * @description all: none of its usage comes by the hour.
                   * @enum {string}
                   */
                  part: "all" | "some";
                }[];
              };
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
            };
            pagination: {
              limit: number;
              offset: number;
              total: number;
            } | null;
            cache_hit: boolean;
            query_time_ms: number;
            /** @description The only currency of the answer; null when there are none or several. */
            currency: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getTotalCosts: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            subscription: {
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
            };
            cloud: {
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
            };
            genai: {
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
            };
            total: {
              currencies: {
                currency: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                billed_cost: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                effective_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                list_cost: string;
                /**
                 * Format: decimal
                 * @description Without purchases that cover future charges.
                 * @example 1234.567890123
                 */
                contracted_cost: string;
                record_count: number;
              }[];
            };
            metric: string;
            date_range: {
              start: string;
              /** @description First day after the range. */
              end: string;
              /** @description In which days are counted. */
              time_zone: string;
              /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
              utc_day_sources: {
                provider: string;
                registry_key: string | null;
                /**
                 * @description all: none of its usage comes by the hour.
                 * @enum {string}
                 */
                part: "all" | "some";
              }[];
            };
            cache_hit: boolean;
            query_time_ms: number;
            currency: string | null;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getCostOverview: {
    parameters: {
      query?: {
        metric?: "effective" | "billed" | "list";
        /** @description Default: false, for the billed metric true. */
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            /** @enum {string} */
            metric: "effective" | "billed" | "list";
            /** Format: date-time */
            as_of: string;
            /** @description In which days are counted. */
            time_zone: string;
            /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
            utc_day_sources: {
              provider: string;
              registry_key: string | null;
              /**
               * @description all: none of its usage comes by the hour.
               * @enum {string}
               */
              part: "all" | "some";
            }[];
            month: {
              start: string;
              /** @description The day after today. */
              end_exclusive_today: string;
            };
            currencies: {
              currency: string;
              /**
               * Format: decimal
               * @description Month to date.
               * @example 1234.567890123
               */
              amount: string;
              /**
               * Format: decimal
               * @description The same days of the month before.
               * @example 1234.567890123
               */
              previous_amount: string;
              /** @description A ratio at six places; null when there is nothing to divide by. */
              change_ratio: string | null;
              forecast: {
                amount: string | null;
                settled_through: string | null;
                basis: string;
              };
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              tax: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              credits: string;
              unallocated: {
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                amount: string;
                /** @description A ratio at six places; null when there is nothing to divide by. */
                share: string | null;
              };
            }[];
            trend: {
              day: string;
              currency: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              amount: string;
              /** @description The same day of the month before; null when that month is shorter. */
              previous_amount: string | null;
              settled: boolean;
            }[];
            by_provider: {
              key: string;
              currency: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              amount: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              previous_amount: string;
              /** @description A ratio at six places; null when there is nothing to divide by. */
              share: string | null;
            }[];
            by_category: {
              key: string;
              currency: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              amount: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              previous_amount: string;
              /** @description A ratio at six places; null when there is nothing to divide by. */
              share: string | null;
            }[];
            by_service: {
              key: string;
              currency: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              amount: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              previous_amount: string;
              /** @description A ratio at six places; null when there is nothing to divide by. */
              share: string | null;
            }[];
            movers: {
              provider: string;
              service: string;
              currency: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              amount: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              previous_amount: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              change: string;
            }[];
            freshness: {
              provider: string;
              pipeline: string;
              last_success_at: string | null;
              data_through: string | null;
              /** @enum {string} */
              status: "fresh" | "late" | "failed" | "never";
            }[];
            unpriced: {
              /** @description Models with usage nobody has a price for, this month and the one before. */
              count: number;
              models: {
                provider: string;
                model: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                quantity: string;
                unit: string;
                days: number;
              }[];
            };
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getCostRows: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
        /** @description In description, resource, SKU, service and account name; case ignored. */
        search?: string;
        sort?:
          | "date"
          | "amount"
          | "provider"
          | "service"
          | "service_category"
          | "charge_category"
          | "account"
          | "region"
          | "resource";
        order?: "asc" | "desc";
        limit?: number;
        offset?: number;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            rows: {
              [key: string]: string | number | boolean | null;
            }[];
            metric: string;
            /** @description Column of a row that the metric shows. */
            metric_column: string;
            total: number;
            currencies: {
              currency: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              billed_cost: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              effective_cost: string;
              record_count: number;
            }[];
            limit: number;
            offset: number;
            next_offset: number | null;
            date_range: {
              start: string;
              /** @description First day after the range. */
              end: string;
              /** @description In which days are counted. */
              time_zone: string;
              /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
              utc_day_sources: {
                provider: string;
                registry_key: string | null;
                /**
                 * @description all: none of its usage comes by the hour.
                 * @enum {string}
                 */
                part: "all" | "some";
              }[];
            };
            query_time_ms: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getCostFilters: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            providers: {
              value: string;
              label: string;
            }[];
            service_categories: {
              value: string;
              label: string;
            }[];
            services: {
              value: string;
              label: string;
            }[];
            charge_categories: {
              value: string;
              label: string;
            }[];
            accounts: {
              value: string;
              label: string;
            }[];
            regions: {
              value: string;
              label: string;
            }[];
            currencies: {
              value: string;
              label: string;
            }[];
            /** @description `value` is the hierarchy path, for hierarchy_path. */
            entities: {
              value: string;
              label: string;
            }[];
            date_range: {
              start: string;
              /** @description First day after the range. */
              end: string;
              /** @description In which days are counted. */
              time_zone: string;
              /** @description Sources whose usage stays on the UTC days their vendor bills, because it does not come by the hour. Empty when the time zone is UTC. */
              utc_day_sources: {
                provider: string;
                registry_key: string | null;
                /**
                 * @description all: none of its usage comes by the hour.
                 * @enum {string}
                 */
                part: "all" | "some";
              }[];
            };
            cache_hit: boolean;
            query_time_ms: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  exportCosts: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
        /** @description In description, resource, SKU, service and account name; case ignored. */
        search?: string;
        format?: "csv" | "jsonl" | "parquet";
        focus_version?: "1.2" | "1.3" | "1.4";
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/csv; charset=utf-8": string;
          "application/x-ndjson; charset=utf-8": string;
          "application/vnd.apache.parquet": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getExportMetadata: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        focus_version?: "1.2" | "1.3" | "1.4";
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            DatasetInstance: {
              DatasetInstanceId: string;
              DatasetInstanceName: string;
              /** @enum {string} */
              FocusDatasetId: "CostAndUsage";
            };
            DataGenerator: {
              DataGenerator: string;
            };
            Schema: {
              /** @description Equal as long as the columns are. */
              SchemaId: string;
              FocusVersion: string;
              DataGeneratorVersion: string;
              DatasetInstanceId: string;
              readonly ColumnDefinition: {
                ColumnName: string;
                /** @enum {string} */
                DataType:
                  | "STRING"
                  | "DECIMAL"
                  | "DATETIME"
                  | "JSON"
                  | "INTEGER"
                  | "BOOLEAN"
                  | "DATE";
                Deprecated: boolean;
                /** @description Digits of a decimal. */
                NumericPrecision: number | null;
                /** @description Digits after its point. */
                NumberScale: number | null;
                StringEncoding: "UTF-8" | null;
              }[];
            };
            Recency: {
              DatasetInstanceId: string;
              /** @description Null when there are no charges. */
              DatasetInstanceLastUpdated: string | null;
              /** @description The months of charges that the range touches, in UTC. */
              readonly TimeSectors: {
                TimeSectorStart: string;
                /** @description First moment after the sector. */
                TimeSectorEnd: string;
                /** @description Every charge in it is final. */
                TimeSectorComplete: boolean;
                TimeSectorLastUpdated: string;
              }[];
            };
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  costConformance: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys (openai, aws) or FOCUS ServiceProviderName, separated by commas; a comma inside a name is \, */
        providers?: string | string[];
        service_categories?: string | string[];
        services?: string | string[];
        charge_categories?: string | string[];
        /** @description SubAccountId or BillingAccountId. */
        accounts?: string | string[];
        regions?: string | string[];
        department_id?: string;
        project_id?: string;
        team_id?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        /** @description What `amount` is. */
        metric?: "effective" | "billed" | "list" | "contracted";
        include_tax?: boolean | ("true" | "false");
        include_credits?: boolean | ("true" | "false");
        /** @description What the sources support: `present` (judged by the columns), `all`, or names joined by commas. */
        criteria?: string;
        /** @description Rows shown of each failing rule. */
        examples?: number;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            version: string;
            /** @enum {string} */
            dataset: "CostAndUsage" | "ContractCommitment";
            rows: number;
            /** @description No rule that binds is broken; recommendations do not count. */
            conforms: boolean;
            counts: {
              [key: string]: number;
            };
            readonly results: {
              rule: string;
              dataset: ("CostAndUsage" | "ContractCommitment") | null;
              /** @description The column, object, dataset or attribute the rule is about. */
              entity: string;
              /** @enum {string} */
              kind:
                | "composite"
                | "presence"
                | "type"
                | "format"
                | "nullability"
                | "validation";
              /** @enum {string} */
              level:
                | "must"
                | "must-not"
                | "should"
                | "should-not"
                | "recommended"
                | "may";
              /** @enum {string} */
              status: "active" | "deprecated" | "removed";
              /** @enum {string} */
              verdict: "pass" | "fail" | "not-applicable" | "skipped";
              asks: string;
              /** @description Why it failed, was not asked, or does not apply. */
              reason: string | null;
              failingRows: number | null;
              readonly examples: {
                row: number;
                values: {
                  [key: string]: string | null;
                };
              }[];
              /** @description Why the published rule is not asked as it stands. */
              defect: string | null;
            }[];
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getCostCacheStats: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            entries: number;
            rows: number;
            hits: number;
            misses: number;
            /** @description Of all organizations together. */
            max_rows: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  invalidateCostCache: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            success: boolean;
            cleared: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getGenaiPricing: {
    parameters: {
      query?: {
        /** @description Registry key or another spelling: anthropic, CLAUDE. */
        provider?: string;
        include_inactive?: boolean | ("true" | "false");
        limit?: number;
        offset?: number;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            payg: {
              org_slug: string;
              provider: string;
              /** @description As the price list names it; a suffix [-date] stands for dated snapshots. */
              model: string;
              model_family: string | null;
              model_version: string | null;
              region: string;
              currency: string;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              input_per_1m: string | null;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              output_per_1m: string | null;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              cached_input_per_1m: string | null;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              cached_write_per_1m: string | null;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              batch_input_per_1m: string | null;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              batch_output_per_1m: string | null;
              cached_discount_pct: string | null;
              batch_discount_pct: string | null;
              effective_from: string | null;
              effective_to: string | null;
              status: string | null;
              /** @description Whether the organization has an override of any of these prices. */
              is_override: boolean;
              /** @description Paid instead of input_per_1m. */
              override_input_per_1m: string | null;
              /** @description Paid instead of output_per_1m. */
              override_output_per_1m: string | null;
              override_effective_from: string | null;
              override_notes: string | null;
              /** @description Every price in force of the model and region, with who says so and the day it was checked. */
              prices: {
                price_id: string;
                meter: string;
                service_tier: string;
                context_band: string;
                min_tokens: number | null;
                time_window: string | null;
                unit: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                price: string;
                /**
                 * @description Paid instead.
                 * @default null
                 */
                override_price: string | null;
                effective_from: string | null;
                effective_to: string | null;
                source: string;
                checked_on: string;
              }[];
            }[];
            /** @description Of everything that matches, not of this page. */
            total_count: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getGenaiPricingByFlow: {
    parameters: {
      query?: {
        /** @description Registry key or another spelling: anthropic, CLAUDE. */
        provider?: string;
        include_inactive?: boolean | ("true" | "false");
        limit?: number;
        offset?: number;
      };
      header?: never;
      path: {
        org_slug: string;
        flow: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            flow: string;
            pricing: {
              org_slug: string;
              provider: string;
              /** @description As the price list names it; a suffix [-date] stands for dated snapshots. */
              model: string;
              model_family: string | null;
              model_version: string | null;
              region: string;
              currency: string;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              input_per_1m: string | null;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              output_per_1m: string | null;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              cached_input_per_1m: string | null;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              cached_write_per_1m: string | null;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              batch_input_per_1m: string | null;
              /** @description Per million tokens, standard tier, ordinary prompts. Null: not known. */
              batch_output_per_1m: string | null;
              cached_discount_pct: string | null;
              batch_discount_pct: string | null;
              effective_from: string | null;
              effective_to: string | null;
              status: string | null;
              /** @description Whether the organization has an override of any of these prices. */
              is_override: boolean;
              /** @description Paid instead of input_per_1m. */
              override_input_per_1m: string | null;
              /** @description Paid instead of output_per_1m. */
              override_output_per_1m: string | null;
              override_effective_from: string | null;
              override_notes: string | null;
              /** @description Every price in force of the model and region, with who says so and the day it was checked. */
              prices: {
                price_id: string;
                meter: string;
                service_tier: string;
                context_band: string;
                min_tokens: number | null;
                time_window: string | null;
                unit: string;
                /**
                 * Format: decimal
                 * @example 1234.567890123
                 */
                price: string;
                /**
                 * @description Paid instead.
                 * @default null
                 */
                override_price: string | null;
                effective_from: string | null;
                effective_to: string | null;
                source: string;
                checked_on: string;
              }[];
            }[];
            /** @description Of everything that matches, not of this page. */
            count: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  addGenaiCustomPrice: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        flow: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["CustomPricingRequestInput"];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            flow: string;
            prices: components["schemas"]["OwnPrice"][];
            /** @description Past days are among the changed ones; they keep their cost until priced again. */
            recost_needed: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  seedDefaultGenaiPrices: {
    parameters: {
      query?: {
        flow?: string;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            flow: string;
            providers: {
              provider: string;
              price_count: number;
            }[];
            price_count: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteGenaiCustomPrice: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        flow: string;
        /** @description price_id of a list price or a custom price. */
        identifier: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            removed: components["schemas"]["OwnPrice"][];
            /** @description Past days are among the changed ones; they keep their cost until priced again. */
            recost_needed: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  setGenaiPriceOverride: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        flow: string;
        /** @description price_id of a list price or a custom price. */
        identifier: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PricingOverrideRequestInput"];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            override: components["schemas"]["OwnPrice"];
            /** @description Past days are among the changed ones; they keep their cost until priced again. */
            recost_needed: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  resetGenaiPriceOverride: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        flow: string;
        /** @description price_id of a list price or a custom price. */
        identifier: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            removed: components["schemas"]["OwnPrice"][];
            /** @description Past days are among the changed ones; they keep their cost until priced again. */
            recost_needed: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listGenaiOwnPrices: {
    parameters: {
      query?: {
        provider?: string;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            prices: components["schemas"]["OwnPrice"][];
            discounts: components["schemas"]["NegotiatedDiscount"][];
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  addGenaiDiscount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NegotiatedDiscountCreateInput"];
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            discount: components["schemas"]["NegotiatedDiscount"];
            /** @description Past days are among the changed ones; they keep their cost until priced again. */
            recost_needed: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteGenaiDiscount: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        discount_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            removed: components["schemas"]["NegotiatedDiscount"][];
            /** @description Past days are among the changed ones; they keep their cost until priced again. */
            recost_needed: boolean;
            message: string;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  previewRecost: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  applyRecost: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Streamed. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getGenaiReconciliation: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys, separated by commas: openai, anthropic. */
        providers?: string | string[];
        /** @description The vendor's ids of projects or workspaces. */
        project_ids?: string | string[];
        models?: string | string[];
        /** @description unpriced_usage, no_usage_record, rounding, … */
        gap_reasons?: string | string[];
        /** @description Leaves out keys where billed and priced agree. */
        only_gaps?: boolean | ("true" | "false");
        /** @description Leaves out days the vendor's figures may still change. */
        only_settled?: boolean | ("true" | "false");
        /** @description amount: the largest part of a gap first. */
        sort?: "date" | "amount";
        limit?: number;
        offset?: number;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            rows: {
              /**
               * Format: date
               * @description The vendor's UTC day.
               */
              cost_date: string;
              provider: string;
              billing_account_id: string;
              project_id: string | null;
              project_name: string | null;
              /** @description What was compared: project, then model, meter and tier, or the line. */
              gap_key: string;
              /** @description As the vendor spells it. */
              line_item: string | null;
              model: string | null;
              service_tier: string | null;
              currency: string;
              /**
               * Format: decimal
               * @description Billed by the vendor for the key.
               * @example 1234.567890123
               */
              vendor_cost: string;
              /**
               * Format: decimal
               * @description Usage of the key times its prices.
               * @example 1234.567890123
               */
              priced_cost: string;
              /**
               * Format: decimal
               * @description vendor_cost − priced_cost of the key.
               * @example 1234.567890123
               */
              gap: string;
              /** @description Null when there is no gap. */
              gap_reason: string | null;
              /**
               * Format: decimal
               * @description Part of the gap this reason explains; the parts of a key add up to its gap.
               * @example 1234.567890123
               */
              reason_amount: string;
              settled: boolean;
            }[];
            /** @description Of everything that matches, not of this page; one entry per currency. */
            totals: {
              currency: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              vendor_cost: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              priced_cost: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              gap: string;
              key_count: number;
            }[];
            /** @description Of everything that matches: the amounts of a currency add up to its gap. */
            reasons: {
              currency: string;
              gap_reason: string;
              /**
               * Format: decimal
               * @example 1234.567890123
               */
              amount: string;
              row_count: number;
            }[];
            total: number;
            limit: number;
            offset: number;
            /** @description Values that occur in the range, whatever the filters, to choose filters from. */
            choices: {
              providers: string[];
              projects: {
                project_id: string;
                project_name: string | null;
              }[];
              models: string[];
              gap_reasons: string[];
            };
            date_range: {
              start: string;
              end: string;
              /** @enum {string} */
              time_zone: "UTC";
            };
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  exportGenaiReconciliation: {
    parameters: {
      query?: {
        /** @description First day, in the time zone of the organization. Default: the first of the current month. */
        start_date?: string;
        /** @description First day after the range. Default: tomorrow. */
        end_date?: string;
        /** @description Registry keys, separated by commas: openai, anthropic. */
        providers?: string | string[];
        /** @description The vendor's ids of projects or workspaces. */
        project_ids?: string | string[];
        models?: string | string[];
        /** @description unpriced_usage, no_usage_record, rounding, … */
        gap_reasons?: string | string[];
        /** @description Leaves out keys where billed and priced agree. */
        only_gaps?: boolean | ("true" | "false");
        /** @description Leaves out days the vendor's figures may still change. */
        only_settled?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "text/csv; charset=utf-8": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listGenaiUsage: {
    parameters: {
      query: {
        /** @description First UTC day. */
        start_date: string;
        /** @description First UTC day after the range. */
        end_date: string;
        flow?: string;
        /** @description Registry key or another spelling. */
        provider?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        limit?: number;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["GenaiUsageRecord"][];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listGenaiCosts: {
    parameters: {
      query: {
        /** @description First UTC day. */
        start_date: string;
        /** @description First UTC day after the range. */
        end_date: string;
        flow?: string;
        /** @description Registry key or another spelling. */
        provider?: string;
        /** @description The entity and everything below it. */
        hierarchy_entity_id?: string;
        /** @description Matched by whole segment: /DEPT-1/ is not the start of /DEPT-10/. */
        hierarchy_path?: string;
        limit?: number;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["GenaiCostRecord"][];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  summarizeGenaiCosts: {
    parameters: {
      query: {
        /** @description First UTC day. */
        start_date: string;
        /** @description First UTC day after the range. */
        end_date: string;
        include_models?: boolean | ("true" | "false");
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            period_start: string;
            /** @description First day after the period. */
            period_end: string;
            /**
             * Format: decimal
             * @example 1234.567890123
             */
            total_cost_usd: string;
            by_flow: {
              [key: string]: string;
            };
            by_provider: {
              [key: string]: string;
            };
            by_model: {
              [key: string]: string;
            } | null;
            /** @description Costs that are not in USD, by currency. */
            other_currencies: {
              [key: string]: string;
            };
            /** @description Records without a known price: their cost is in no sum. */
            unpriced_record_count: number;
            record_count: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listModelPricing: {
    parameters: {
      query?: {
        include_custom?: boolean | ("true" | "false");
        /** @description Every listed price is enabled, so false finds none. */
        is_enabled?: boolean | ("true" | "false");
        limit?: number;
        offset?: number;
      };
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            provider: string;
            pricing: components["schemas"]["ModelPricing"][];
            /** @description Of everything that matches, not of this page. */
            count: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createModelPricing: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ModelPricingCreateInput"];
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ModelPricing"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  bulkUpdateModelPricing: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["BulkPricingUpdateRequestInput"];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            provider: string;
            updated_count: number;
            failed_count: number;
            errors: string[];
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getModelPricing: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
        model_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ModelPricing"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  updateModelPricing: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
        model_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ModelPricingUpdateInput"];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ModelPricing"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteModelPricing: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
        model_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": null;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  resetModelPricing: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        /** @description Registry key or alias, in any case. */
        provider: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": {
            org_slug: string;
            provider: string;
            pricing: components["schemas"]["ModelPricing"][];
            /** @description Of everything that matches, not of this page. */
            count: number;
          };
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listNotificationChannels: {
    parameters: {
      query?: {
        channel_type?: "email" | "slack" | "webhook";
        active_only?: string;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NotificationChannel"][];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createNotificationChannel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NotificationChannelCreateInput"];
      };
    };
    responses: {
      /** @description Success. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NotificationChannel"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getNotificationChannel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        channel_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NotificationChannel"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  updateNotificationChannel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        channel_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["NotificationChannelUpdateInput"];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NotificationChannel"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteNotificationChannel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        channel_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": null;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  testNotificationChannel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        channel_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ChannelTestResult"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listNotificationHistory: {
    parameters: {
      query?: {
        notification_type?: string;
        channel_id?: string;
        status?: "queued" | "sent" | "delivered" | "failed" | "skipped";
        days?: number;
        limit?: number;
        offset?: number;
      };
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NotificationHistoryEntry"][];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getNotificationHistoryEntry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        notification_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NotificationHistoryEntry"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  acknowledgeNotification: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        notification_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NotificationHistoryEntry"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getNotificationStats: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["NotificationStats"];
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  runPipeline: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        provider: string;
        domain: string;
        pipeline: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Streamed. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  runCategoryPipeline: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        category: string;
        provider: string;
        domain: string;
        pipeline: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Streamed. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  triggerPipeline: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        provider: string;
        domain: string;
        pipeline: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Streamed. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  runSetUpPipeline: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        pipeline: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Streamed. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  runSetUpDomainPipeline: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        domain: string;
        pipeline: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Streamed. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  setUpRunStatus: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        run_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  setUpRunHistory: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  pipelineStatus: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  runStatus: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        run_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  runHistory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  runLogs: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        run_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  runLogSteps: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        run_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  runLogTransitions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        run_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  downloadRunLog: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        run_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
          "text/csv": string;
          "application/x-ndjson": string;
          "text/plain": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listRuns: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  getRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        pipeline_logging_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listRunSteps: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        pipeline_logging_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listRunTransitions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        pipeline_logging_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  downloadRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        pipeline_logging_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
          "text/csv": string;
          "application/x-ndjson": string;
          "text/plain": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  retryRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        pipeline_logging_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Streamed. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  cancelRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        pipeline_logging_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listBatchRuns: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  listSchedules: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  createSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
  deleteSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        org_slug: string;
        config_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": {
          [key: string]: unknown;
        };
      };
    };
    responses: {
      /** @description Streamed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": string;
        };
      };
      /** @description Refused or failed. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
    };
  };
}
