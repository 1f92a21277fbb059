<?xml version="1.0" encoding="UTF-8"?>
<!-- The POM of the library: the flattened one without profiles, and without libraries that are native,
     which differ from platform to platform, or only there for this build. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:pom="http://maven.apache.org/POM/4.0.0">
  <xsl:strip-space elements="*"/>
  <xsl:output indent="yes"/>

  <xsl:template match="@*|node()">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="pom:profiles | pom:dependency[pom:classifier] | pom:dependency[pom:scope = 'provided']"/>
</xsl:stylesheet>
