"""The site: lessons as a folder for any web host, to be given to a class as one link."""

from kit.sharing.site.folder import WrittenSite
from kit.sharing.site.make import Site, check_may_be_published, site
from kit.sharing.site.part import SitePart

__all__ = ["Site", "SitePart", "WrittenSite", "check_may_be_published", "site"]
