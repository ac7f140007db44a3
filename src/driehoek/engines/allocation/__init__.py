"""Every way to divide: space steps, tariff steps, division models, after-steps."""
